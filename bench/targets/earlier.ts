import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inScratch, root, runCommand, runNode } from '../run';
import { environmentsOf, synth, type SynthRun } from '../synth-run';
import { atMost, ratioOf, type Measured } from '../target';

const clusters = 2000;

/**
 * The first run over 2,000 clusters against that of an earlier commit of this repository, in turns. The number of manifests of each
 * is reported too, since the output may have grown.
 *
 * @param commit whatever Git understands
 */
export function earlier(runs: number, commit: string): Measured {
  return inScratch((scratch) => {
    const tree = join(scratch, 'tree');
    runCommand('git', ['worktree', 'add', '--detach', tree, commit]);
    try {
      // With the packages of today, so that only our own code differs.
      symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
      if (existsSync(join(tree, 'compile/build.js'))) runNode(join(tree, 'compile/build.js'));
      const program = join(tree, 'bin/scorewright.js');
      // The first run after a change makes the one file that the program is loaded from.
      runNode(program, '--version');
      const rounds = Array.from({ length: runs }, () => inScratch((folder) => round(folder, program)));
      const ratio = ratioOf(
        rounds.map(({ now }) => now),
        rounds.map(({ before }) => before),
      );
      const [sample] = rounds;
      const grown = `${sample?.now.manifests ?? 0} manifests, ${sample?.before.manifests ?? 0} at ${commit.slice(0, 12)}`;
      return {
        targets: [atMost(`${clusters} clusters, first run, against the earlier commit: ${grown}`, 0.5, ratio, 0.5)],
      };
    } finally {
      rmSync(join(tree, 'node_modules'), { force: true });
      runCommand('git', ['worktree', 'remove', '--force', tree]);
    }
  });
}

function round(scratch: string, program: string): { readonly now: SynthRun; readonly before: SynthRun } {
  const environments = environmentsOf(scratch, 'environments', { clusters });
  const before = synth(environments, join(scratch, 'before'), program);
  return { now: synth(environments, join(scratch, 'now')), before };
}
