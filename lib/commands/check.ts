import { statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { groupBy } from '../model/json';
import type { Ref } from '../model/ref';
import { count } from '../model/words';
import { formatFindings } from '../model/finding';
import { catalogue } from '../rules/catalogue';
import { folders } from '../synth/folders';
import { chosenEnvironments, Misuse } from '../synth/run';
import { profiles, type Profile } from '../rules/engine/profile';
import { endMisuse } from './end-misuse';
import { checkEnvironment } from './check/check-environment';
import { checkFolder, type Checked } from './check/check-folder';
import { readExternal } from './check/external-file';
import type { Skipped } from './check/folder-files';
import { explainLine } from './report/explain-line';

interface Options {
  readonly manifests?: string;
  readonly env?: string;
  readonly environments: string;
  readonly out?: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly profile?: Profile;
  readonly external?: string;
  readonly off?: readonly string[];
  readonly json?: boolean;
}

/** `scorewright check`: the schemas and rules over manifests that others wrote, or that are on the disk. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'Check any folder of manifests, or the rendered files of an environment, by the schemas and the rules.',
    )
    .option('--manifests <dir>', 'folder with YAML and JSON files, at any depth')
    .addOption(
      new Option('--env <name>', 'the rendered files of an environment, with all that the environment knows').conflicts(
        ['manifests', 'cluster', 'namespace', 'profile', 'external'],
      ),
    )
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option('--out <dir>', 'with --env: the folder that synth --out wrote to (default: dist and argocd)')
    .option('--cluster <name>', 'the cluster that they are for', 'cluster')
    .option('--namespace <name>', 'the namespace of objects that name none', 'default')
    .addOption(
      new Option(
        '--profile <name>',
        'whose demands are made (default: gitops where Argo CD shows in the folder, else kubernetes)',
      ).choices(profiles),
    )
    .option(
      '--external <file>',
      'objects that are on the cluster: a list of kind and name, or the output of kubectl get -o yaml',
    )
    .option('--off <code...>', 'do not report findings of these codes')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      `
Charts, values files and the patches of kustomizations are skipped: render them first. A reference may lead to a
cluster-scoped object, or into a namespace without objects in the folder. Every other target must be in the folder,
or in every cluster.

Exit status: 0 no error; 1 errors, or nothing to check; 2 wrong usage.

Examples:
  helm template web ./chart > out/web.yaml && scorewright check --manifests out
  scorewright check --env kind           checks dist/kind and argocd/kind.yaml`,
    )
    .action((options: Options, command: Command) => {
      const misuse = whyMisuse(options);
      if (misuse !== undefined) command.error(`error: ${misuse}`, { exitCode: 2 });
      const checked = options.env === undefined ? ofFolder(options, command) : ofEnvironment(options, command);
      if (options.json) process.stdout.write(`${JSON.stringify(checked, undefined, 2)}\n`);
      else printChecked(checked);
      process.exitCode = checked.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
    });
}

function ofFolder(options: Options, command: Command): Checked {
  const { manifests: folder = '.', cluster, namespace, profile, off = [] } = options;
  const external = readExternalOption(options, command);
  return checkFolder({ folder, cluster, namespace, off, external, ...(profile && { profile }) });
}

function ofEnvironment({ env = '', environments, out, off }: Options, command: Command): Checked {
  const where = folders(environments, out);
  try {
    const [file] = chosenEnvironments({ environments, only: [env] });
    if (file === undefined) throw new Misuse(`--env: got ${env}, which is not an environment`);
    return checkEnvironment(file, where, off);
  } catch (error) {
    return endMisuse(error, command);
  }
}

function readExternalOption({ external, cluster, namespace }: Options, command: Command): readonly Ref[] {
  if (external === undefined) return [];
  const read = readExternal(external, cluster, namespace);
  if ('misuse' in read) return command.error(`error: --external: ${read.misuse}`, { exitCode: 2 });
  return read.refs;
}

function whyMisuse({ manifests, env, off = [] }: Options): string | undefined {
  if (env === undefined && manifests === undefined)
    return 'got neither --manifests nor --env; name a folder of manifests, or an environment';
  if (manifests !== undefined && !statSync(manifests, { throwIfNoEntry: false })?.isDirectory())
    return `--manifests: got ${manifests}, which is not a folder`;
  const unknown = off.find((code) => !/^[a-z]+(-[a-z]+)+$/.test(code));
  return unknown === undefined
    ? undefined
    : `--off: got ${unknown}, which is not a code of a finding; docs/findings.md lists them all`;
}

function printChecked({ findings, manifests, rules, profile, skipped }: Checked): void {
  for (const line of formatFindings(findings)) process.stderr.write(`${line}\n`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  for (const line of skippedLines(skipped)) process.stderr.write(`${line}\n`);
  const others = skipped.length === 0 ? '' : `, skipped ${count(skipped.length, 'file')}`;
  const left = catalogue.length - rules;
  const quiet = left <= 0 ? '' : ` (profile ${profile} leaves out ${left})`;
  process.stdout.write(
    `checked ${count(manifests, 'manifest')} against their schemas and ${count(rules, 'rule')}${quiet}${others}: ${count(errors, 'error')}, ${count(warnings, 'warning')}\n`,
  );
  for (const line of explainLine(findings)) process.stderr.write(`${line}\n`);
}

/** Why files were skipped: one line for each reason, with the first such file. */
function skippedLines(skipped: readonly Skipped[]): string[] {
  return Array.from(
    groupBy(skipped, ({ why }) => why),
    ([why, [first, ...rest]]) => {
      const more = rest.length === 0 ? '' : ` and ${count(rest.length, 'more file')}`;
      return `skipped ${first.file}${more}, ${why}`;
    },
  );
}
