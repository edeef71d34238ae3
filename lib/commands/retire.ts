import { Command } from 'commander';
import { EnvironmentSide } from '../plan/environment-side';
import { treeFolders } from '../plan/tree-folders';
import { Repository } from '../plan/git';
import { retirement } from '../plan/retirement';
import { commitTree, workingTree, type Tree } from '../plan/tree';
import { Unreadable } from '../plan/unreadable';
import { endMisuse } from './end-misuse';

interface Options {
  readonly ref?: string;
  readonly keep?: boolean;
}

/** `scorewright retire`: how an environment leaves its hub. */
export function retireCommand(): Command {
  return new Command('retire')
    .description('Print, in order, the commands that take an environment off its hub and clusters. Runs none of them.')
    .argument('<environment>', 'its name')
    .option('--ref <ref>', 'read it from this commit (default: dist/ and argocd/ as they are here, else HEAD)')
    .option('--keep', 'leave every object where it is, for an environment of another name to take over')
    .addHelpText(
      'after',
      `
Do this before you remove or rename the file of an environment: once its folder is gone from Git, Argo CD prunes nothing, and its
root, Applications and projects stay on the hub. docs/changes.md says why the order is this one. Contexts of kubectl are named as the
clusters.

Exit status: 0; 2 no such environment.

Examples:
  scorewright retire kind
  scorewright retire kind --keep             before a new name
  scorewright retire kind --ref HEAD~1       its file is removed already`,
    )
    .action((name: string, { ref, keep = false }: Options, command: Command) => {
      try {
        const steps = retirement(sideOf(name, ref), keep);
        const lines = steps.flatMap(({ what, commands }, index) => [`# ${index + 1}. ${what}`, ...commands, '']);
        process.stdout.write(lines.join('\n'));
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

function sideOf(name: string, ref: string | undefined): EnvironmentSide {
  const paths = [`${treeFolders.rendered}/${name}`, `${treeFolders.argocd}/${name}.yaml`];
  const here = process.cwd();
  const standing = ref === undefined ? existing(workingTree(here, 'this folder', paths), name) : undefined;
  if (standing) return standing;
  const repository = Repository.at(here);
  const commit = ref ?? 'HEAD';
  const side = existing(commitTree(repository, repository.commit(commit), commit, paths), name);
  if (side) return side;
  throw new Unreadable(
    `no environment ${name} ${ref === undefined ? 'here or in HEAD' : `in ${ref}`}; name a commit that has it with --ref`,
  );
}

function existing(tree: Tree, name: string): EnvironmentSide | undefined {
  const side = new EnvironmentSide(tree, name);
  return side.exists ? side : undefined;
}
