import { findingKind } from '../../model/finding-kind';
import type { ApplicationSpec } from '../../../imports/objects/argoproj.io';
import type { Located } from '../../graph/located';
import { objectRule } from '../engine/object-rule';
import type { Path } from '../../model/origin';
import { fieldOf } from '../engine/fault';
import type { Fault } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

/** Only the fields that `judge` needs: a chart's values may be long, and most Applications have no fault. */
interface Fact extends Omit<Located, 'manifest'> {
  readonly name: string | undefined;
  readonly server: string | undefined;
  readonly repoURL: string | undefined;
  readonly targetRevision: string | undefined;
  readonly folder: string | undefined;
  /** The fault of the source itself. */
  readonly source: 'noSource' | 'noPath' | undefined;
  /** Needed options that it does not have. */
  readonly lacking: readonly string[];
  readonly cascades: boolean;
  /** Changes elsewhere in the repository do not count. */
  readonly paths: string | undefined;
  /** What keeps it from converging by itself. */
  readonly stops: readonly Fault[];
}

const none: readonly never[] = [];

/** An Application that only a person syncs says so. */
const byHand = 'scorewright.dev/sync';
const ownName = 'in-cluster';

/** Without the first large objects do not fit, without the second a kind whose CRD another unit brings fails the dry run. */
const neededOptions = ['ServerSideApply=true', 'SkipDryRunOnMissingResource=true'];

const paths = 'argocd.argoproj.io/manifest-generate-paths';
const cascade = 'resources-finalizer.argocd.argoproj.io';

/** The settings with which an Application converges by itself, and what happens without them. */
const needed: readonly {
  readonly at: readonly string[];
  readonly of: (policy: NonNullable<ApplicationSpec['syncPolicy']>) => unknown;
  readonly right: unknown;
  readonly otherwise: string;
}[] = [
  {
    at: ['automated', 'prune'],
    of: ({ automated }) => automated?.prune,
    right: true,
    otherwise: 'objects that are no longer rendered stay',
  },
  {
    at: ['automated', 'selfHeal'],
    of: ({ automated }) => automated?.selfHeal,
    right: true,
    otherwise: 'manual changes stay',
  },
  {
    at: ['retry', 'limit'],
    of: ({ retry }) => retry?.limit,
    right: -1,
    otherwise: 'Argo CD gives up a revision that fails that often',
  },
  {
    at: ['retry', 'refresh'],
    of: ({ retry }) => retry?.refresh,
    right: true,
    otherwise: 'a failing revision blocks newer ones',
  },
];

const finding = findingKind({
  code: 'application-stuck',
  why: 'An Application that stops retrying, or that names no source or no known cluster, never takes in the next change, and nobody is notified.',
  fix: `Set what the message names; annotate an Application that a person syncs with \`${byHand}: manual\`.`,
  messages: {
    stops: 'got {got}; set {expected}: otherwise {otherwise}',
    noCluster: 'got no cluster; set name, or the server of the one that Argo CD runs on',
    unknownCluster: 'got {got}, which is not a cluster of the fleet; its clusters are {clusters}',
    noSource: 'missing; set repoURL, and path or chart',
    noPath: 'got neither path nor chart; name one',
    server: 'got {got}; name a cluster by destination.name; only the hub has the server https://kubernetes.default.svc',
    revision: "got {got}; the environment's revision is {expected}",
    option: 'got no {option}; add it',
    paths: 'got {got}, which leaves out {folder}: changes there would go unnoticed; use "."',
    finalizer: 'got no {cascade}; without it the objects stay when the Application goes',
  },
});

export const applicationStuck = objectRule({
  ...finding,
  kinds: ['argoproj.io/v1alpha1/Application'],
  appliesTo: 'argo-cd',
  summary: 'Every Application has a source and a known cluster, and retries until it is synced.',
  turnOff: 'When a person or another tool starts every sync.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.path.length > 0) return;
    const { finalizers, annotations } = manifest.metadata;
    const { source, sources, destination, syncPolicy } = manifest.spec;
    const options = syncPolicy?.syncOptions ?? [];
    const lacking = neededOptions.filter((option) => !options.includes(option));
    const stops = annotations?.[byHand] === 'manual' ? none : [...stopsOf(own, syncPolicy)];
    yield {
      ...own,
      name: destination.name,
      server: destination.server,
      repoURL: source?.repoURL,
      targetRevision: source?.targetRevision,
      folder: source?.path,
      source:
        source === undefined && sources === undefined
          ? 'noSource'
          : source && source.path === undefined && source.chart === undefined
            ? 'noPath'
            : undefined,
      lacking: lacking.length === 0 ? none : lacking,
      cascades:
        Array.isArray(finalizers) &&
        finalizers.some((item) => item === cascade || String(item).startsWith(`${cascade}/`)),
      paths: annotations?.[paths],
      stops: stops.length === 0 ? none : stops,
    };
  },

  *judge(facts, fleet) {
    const folders = new Set(facts.map(({ folder }) => folder));
    for (const fact of facts) {
      yield* unreachable(fact, fleet);
      yield* sourceless(fact, fleet);
      yield* unfinished(fact, folders, fleet);
      if (fleet.demands('scorewright')) yield* fact.stops.filter(({ at }) => !isWanted(at, fleet));
    }
  },
});

/** Whether the environment itself turns off self-healing. */
function isWanted(field: Path, { input }: RuleFleet): boolean {
  return field.at(-1) === 'selfHeal' && input.fleet.gitops.argocd?.selfHeal === false;
}

function* stopsOf(own: Omit<Located, 'manifest'>, policy: ApplicationSpec['syncPolicy'] = {}): Iterable<Fault> {
  for (const { at, of, right, otherwise } of needed) {
    const got = of(policy);
    if (got !== right)
      yield finding.fault('stops', { got, expected: right, otherwise }, fieldOf(own, ['spec', 'syncPolicy', ...at]));
  }
}

function* unreachable(fact: Fact, rules: RuleFleet): Iterable<Fault> {
  const { fleet } = rules.input;
  const { name, server } = fact;
  if (name === undefined && server === undefined)
    yield finding.fault('noCluster', {}, fieldOf(fact, ['spec', 'destination']));
  // A fleet without repository is not ours to know.
  if (name !== undefined && fleet.gitops.repoURL !== '' && name !== ownName && !rules.isCluster(name))
    yield finding.fault(
      'unknownCluster',
      { got: name, clusters: fleet.clusters.map((cluster) => cluster.name) },
      fieldOf(fact, ['spec', 'destination', 'name']),
    );
  if (server !== undefined && fleet.gitops.repoURL !== '' && server !== 'https://kubernetes.default.svc')
    yield finding.fault('server', { got: server }, fieldOf(fact, ['spec', 'destination', 'server']));
}

function* sourceless(fact: Fact, { input: { fleet } }: RuleFleet): Iterable<Fault> {
  const { source, repoURL, targetRevision } = fact;
  if (source !== undefined) yield finding.fault(source, {}, fieldOf(fact, ['spec', 'source']));
  const { repoURL: own, revision } = fleet.gitops;
  if (own !== '' && repoURL === own && targetRevision !== revision)
    yield finding.fault(
      'revision',
      { got: targetRevision, expected: revision },
      fieldOf(fact, ['spec', 'source', 'targetRevision']),
    );
}

/** What Applications of our own fleet need besides: who they are for is known there, and what brings their CRDs. */
function* unfinished(fact: Fact, folders: ReadonlySet<unknown>, { input }: RuleFleet): Iterable<Fault> {
  if (input.fleet.gitops.repoURL === '') return;
  for (const option of fact.lacking)
    yield finding.fault('option', { option }, fieldOf(fact, ['spec', 'syncPolicy', 'syncOptions']));
  const watched = fact.paths?.split(';').map((path) => path.trim());
  const { folder } = fact;
  if (watched && folder !== undefined && !watched.some((path) => covers(path, folder)))
    yield finding.fault('paths', { got: fact.paths ?? '', folder }, fieldOf(fact, ['metadata', 'annotations', paths]));
  // The root, which a person applies, has none, so that deleting it by mistake does not delete the fleet.
  const isChild = input.folderOf !== undefined && folders.has(input.folderOf(fact.origin));
  if (isChild && !fact.cascades)
    yield finding.fault('finalizer', { cascade }, fieldOf(fact, ['metadata', 'finalizers']));
}

/** A path that begins with a slash is counted from the repository, any other from the Application's own folder. */
function covers(path: string, folder: string): boolean {
  if (path.startsWith('/')) return `/${folder}/`.startsWith(`${path.replace(/\/+$/, '')}/`);
  return /^(\.|\.\.|\/)+$/.test(path);
}
