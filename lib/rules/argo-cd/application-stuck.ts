import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

/** Only what is asked for below: a chart's values may be long, and of most Applications nothing is wrong. */
interface Fact extends Omit<Located, 'manifest'> {
  readonly name: unknown;
  readonly server: unknown;
  readonly repoURL: unknown;
  readonly targetRevision: unknown;
  readonly folder: unknown;
  /** What is wrong with the source itself. */
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

const syncOptions = parsePattern('spec.syncPolicy.syncOptions[*]');
const paths = 'argocd.argoproj.io/manifest-generate-paths';
const cascade = 'resources-finalizer.argocd.argoproj.io';

/** What each Application needs so that it converges by itself, and what happens without. */
const needed = [
  { field: 'spec.syncPolicy.automated.prune', right: true, otherwise: 'objects that are no longer rendered stay' },
  { field: 'spec.syncPolicy.automated.selfHeal', right: true, otherwise: 'manual changes stay' },
  { field: 'spec.syncPolicy.retry.limit', right: -1, otherwise: 'Argo CD gives up a revision that fails that often' },
  {
    field: 'spec.syncPolicy.retry.refresh',
    right: true,
    otherwise: 'a failing revision blocks newer ones',
  },
].map((one) => ({ ...one, pattern: parsePattern(one.field) }));

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

export const applicationStuck: Rule<Fact> = {
  ...finding,
  kinds: ['argoproj.io/Application'],
  appliesTo: 'argo-cd',
  summary: 'Every Application has a source and a known cluster, and retries until it is synced.',
  turnOff: 'When a person or another tool starts every sync.',

  *collect(_, { objects: [outer] }) {
    const { manifest, ref, path, uninstantiated, origin } = outer;
    if (kindKey(manifest) !== 'argoproj.io/Application' || !isObject(manifest.spec)) return;
    const { finalizers, annotations } = manifest.metadata;
    const { source, sources, destination } = manifest.spec;
    const { repoURL, targetRevision, path: folder, chart } = isObject(source) ? source : {};
    const { name, server } = isObject(destination) ? destination : {};
    const options = find(syncOptions, manifest, []).map(({ value }) => value);
    const lacking = neededOptions.filter((option) => !options.includes(option));
    const stops = annotations?.[byHand] === 'manual' ? none : [...stopsOf(outer)];
    yield {
      ref,
      path,
      uninstantiated,
      origin,
      name,
      server,
      repoURL,
      targetRevision,
      folder,
      source:
        source === undefined && sources === undefined
          ? 'noSource'
          : isObject(source) && folder === undefined && chart === undefined
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
      if (fleet.demands('scorewright')) yield* fact.stops;
    }
  },
};

function* stopsOf(located: Located): Iterable<Fault> {
  for (const { field, pattern, right, otherwise } of needed) {
    const [found] = find(pattern, located.manifest, []);
    if (found?.value === right) continue;
    yield finding.fault('stops', { got: found?.value, expected: right, otherwise }, fieldOf(located, field.split('.')));
  }
}

function* unreachable(fact: Fact, rules: RuleFleet): Iterable<Fault> {
  const { fleet } = rules.input;
  const { name, server } = fact;
  if (name === undefined && server === undefined)
    yield finding.fault('noCluster', {}, fieldOf(fact, ['spec', 'destination']));
  // A fleet without repository is not ours to know.
  if (
    name !== undefined &&
    fleet.gitops.repoURL !== '' &&
    name !== ownName &&
    !(typeof name === 'string' && rules.isCluster(name))
  )
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
  if (watched && typeof folder === 'string' && !watched.some((path) => covers(path, folder)))
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
