import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { nameOfEnvironment } from '../environment/environment-name';
import { dnsLabel } from '../environment/values/name-syntax';
import type { PlatformName } from '../model/platform';
import { isPlatformName, platforms } from '../platforms/catalogue';
import { ask, standardInput } from './init/answers';
import { environmentPath, firstFiles } from './init/files';
import type { Forge } from './init/workflows';
import { clustersOf, NotManagedClusters, type FirstCluster } from './init/fleet';

interface Options {
  readonly repo?: string;
  readonly revision: string;
  readonly hub?: string;
  readonly cluster?: readonly string[];
  readonly platform: PlatformName;
  readonly ci?: readonly Forge[];
}

const forges = ['github', 'gitlab'] as const;
const example = { repo: 'https://github.com/acme/fleet.git', hub: 'hub01', cluster: 'worker01' };

/** `scorewright init`: the first environment of a repository, and what stands around it. */
export function initCommand(): Command {
  return new Command('init')
    .description('Write the first environment of a repository, with the schema for editors, CI and a README.')
    .argument('[name]', 'name of the environment', 'fleet')
    .option('--repo <url>', 'the repository that Argo CD reads (default: the remote "origin")')
    .option('--revision <ref>', 'the branch that Argo CD reads', 'refs/heads/main')
    .option('--hub <name>', `name of the hub (default: ${example.hub}, where no ManagedCluster is the hub itself)`)
    .option('--cluster <name...>', 'a managed cluster, by its name or as NAME=PLATFORM')
    .addOption(
      new Option('--platform <platform>', 'platform of clusters that do not tell theirs')
        .choices(Object.keys(platforms))
        .default('kind'),
    )
    .addOption(
      new Option('--ci <forge...>', 'where the checks run (default: the host of the repository, else both)').choices(
        forges,
      ),
    )
    .addHelpText(
      'after',
      `
The clusters come from --cluster, or from what \`kubectl get managedclusters -o json\` prints, on standard input; on a
terminal they are asked for. A file that is there already is never changed.

Exit status: 0 written; 2 wrong usage, or an environment of that name is there already.

Examples:
  kubectl get managedclusters -o json | scorewright init
  scorewright init prod --hub hub01 --cluster west=eks east=openshift --repo https://github.com/acme/fleet.git`,
    )
    .action(async (name: string, options: Options, command: Command) => {
      try {
        await init(name, options);
      } catch (error) {
        if (!(error instanceof Unfit || error instanceof NotManagedClusters)) throw error;
        command.error(`error: ${error.message}`, { exitCode: 2 });
      }
    });
}

/** The command was called with something that makes no environment; the message says what does. */
class Unfit extends Error {}

async function init(name: string, options: Options): Promise<void> {
  if (!nameOfEnvironment.safeParse(name).success) {
    throw new Unfit(`got ${JSON.stringify(name)}; the name of an environment holds lower-case letters, digits and "-"`);
  }
  const environment = environmentPath(name);
  if (existsSync(environment)) throw new Unfit(`${environment} is there already; nothing was written`);
  const { repo, clusters, invented } = await answered(options);
  const { revision, ci } = options;
  const files = firstFiles({ name, repoURL: repo, revision, clusters, forges: ci ?? forgesOf(repo) });
  const kept: string[] = [];
  for (const [path, text] of files) {
    if (existsSync(path)) kept.push(path);
    else write(path, text);
  }
  const wrote = [...files.keys()].filter((path) => !kept.includes(path));
  const lines = [
    `wrote ${wrote.join(', ')}`,
    ...(kept.length === 0 ? [] : [`left as they were: ${kept.join(', ')}`]),
    ...invented.map((what) => `${what}: replace it in ${environment}`),
    'next: npm install && npx scorewright synth',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

interface Answers {
  readonly repo: string;
  readonly clusters: readonly FirstCluster[];
  /** What nobody said, so that it stands for an example. */
  readonly invented: readonly string[];
}

async function answered({ repo = origin(), hub, cluster, platform }: Options): Promise<Answers> {
  const given = { repo: repo ?? example.repo, hub: hub ?? example.hub, cluster: cluster ?? [example.cluster] };
  if (cluster === undefined && process.stdin.isTTY) {
    const [repoURL = '', hubName = '', names = ''] = await ask([
      { question: 'Repository that Argo CD reads:', fallback: given.repo },
      { question: 'Name of the hub:', fallback: given.hub },
      { question: 'Managed clusters, as NAME or NAME=PLATFORM:', fallback: given.cluster.join(' ') },
    ]);
    return { repo: repoURL, clusters: named(hubName, names.split(/[\s,]+/), platform), invented: [] };
  }
  const noRepo = repo === undefined ? [`gitops.repoURL is an example (${example.repo})`] : [];
  const printed = cluster === undefined ? await standardInput() : '';
  if (printed.trim() !== '') {
    return { repo: given.repo, clusters: clustersOf(printed, platform, given.hub), invented: noRepo };
  }
  const noClusters = cluster === undefined ? [`the cluster ${example.cluster} is an example`] : [];
  const clusters = named(given.hub, given.cluster, platform);
  return { repo: given.repo, clusters, invented: [...noRepo, ...noClusters] };
}

function named(hub: string, names: readonly string[], platform: PlatformName): readonly FirstCluster[] {
  const parsed = names.map((text) => parsedCluster(text, platform));
  const own = parsed.find(({ name }) => name === hub);
  const others = parsed.filter(({ name }) => name !== hub);
  const taken = others.find(({ name }, index) => others.findIndex((other) => other.name === name) !== index);
  if (taken !== undefined) throw new Unfit(`got the cluster ${taken.name} twice; name each once`);
  return [{ ...(own ?? parsedCluster(hub, platform)), role: 'hub' }, ...others];
}

function parsedCluster(text: string, otherwise: PlatformName): FirstCluster {
  const [name = '', platform = otherwise, ...rest] = text.split('=');
  if (!dnsLabel.safeParse(name).success || rest.length > 0) {
    throw new Unfit(`got ${JSON.stringify(text)}; write a cluster as NAME or NAME=PLATFORM`);
  }
  if (!isPlatformName(platform)) {
    throw new Unfit(`got ${JSON.stringify(text)}; the platform is one of ${Object.keys(platforms).join(', ')}`);
  }
  return { name, platform, role: 'managed', labels: {} };
}

/** The repository of this folder as Argo CD reads it. */
function origin(): string | undefined {
  try {
    const url = execFileSync('git', ['remote', 'get-url', 'origin'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return /^(https?:|ssh:|[^/:]+@[^/:]+:)/.test(url) ? url.replace(/^(https?:\/\/)[^@/]*@/, '$1') : undefined;
  } catch {
    return undefined;
  }
}

function forgesOf(repo: string): readonly Forge[] {
  const known = forges.filter((forge) => repo.includes(`${forge}.`));
  return known.length === 0 ? forges : known;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
}
