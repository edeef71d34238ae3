import { find, isObject, parsePattern } from '../graph/field-pattern';
import { kindKey } from '../graph/located';
import type { Located } from '../graph/located';
import type { Manifest } from '../model/manifest';
import { faultOf, list, shown } from './fault';
import type { Fault, Rule } from './rule';
import type { RuleFleet } from './rule-fleet';

interface Fact extends Omit<Located, 'manifest'> {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly manual: boolean;
  readonly cascades: boolean;
  /** Changes elsewhere in the repository do not count. */
  readonly paths: string | undefined;
}

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
  { field: 'spec.syncPolicy.automated.prune', right: true, otherwise: 'what is no longer rendered stays' },
  { field: 'spec.syncPolicy.automated.selfHeal', right: true, otherwise: 'what somebody changes stays changed' },
  { field: 'spec.syncPolicy.retry.limit', right: -1, otherwise: 'a revision that fails so often is never tried again' },
  {
    field: 'spec.syncPolicy.retry.refresh',
    right: true,
    otherwise: 'a failing revision keeps a newer one from being synced',
  },
].map((one) => ({ ...one, pattern: parsePattern(one.field) }));

/** Every Application leads to a cluster of the fleet, has a source, and goes on by itself until it is synced. */
export const applicationStuck: Rule<Fact> = {
  code: 'application-stuck',
  kinds: ['argoproj.io/Application'],
  severity: 'error',
  appliesTo: 'argo-cd',
  why: 'An Application that stops trying, or that knows no cluster or source, stays as it is after the next change, and nobody is told.',
  fix: `Set what the message names; an Application that a person syncs has the annotation \`${byHand}: manual\`.`,

  *collect(_, { objects: [outer] }) {
    const { manifest, ref, path, uninstantiated, origin } = outer;
    if (kindKey(manifest) !== 'argoproj.io/Application' || !isObject(manifest.spec)) return;
    const manual = manifest.metadata.annotations?.[byHand] === 'manual';
    const { finalizers } = manifest.metadata;
    const cascades =
      Array.isArray(finalizers) &&
      finalizers.some((item) => item === cascade || String(item).startsWith(`${cascade}/`));
    // Only what is asked for below is kept: a chart's values may be long.
    const { source, sources, destination, syncPolicy } = manifest.spec;
    const { repoURL, targetRevision, path: folder, chart } = isObject(source) ? source : {};
    const spec = {
      ...(source !== undefined && { source: { repoURL, targetRevision, path: folder, chart } }),
      sources,
      destination,
      syncPolicy,
    };
    yield { ref, path, uninstantiated, origin, manual, cascades, paths: manifest.metadata.annotations?.[paths], spec };
  },

  *judge(facts, fleet) {
    const folders = new Set(facts.flatMap(({ spec }) => (isObject(spec.source) ? spec.source.path : [])));
    for (const fact of facts) {
      yield* unreachable(fact, fleet);
      yield* sourceless(fact, fleet);
      yield* unfinished(fact, folders, fleet);
      for (const { field, pattern, right, otherwise } of fact.manual ? [] : needed) {
        const [found] = find(pattern, { spec: fact.spec }, []);
        if (found?.value === right) continue;
        const message = `got ${shown(found?.value)}; ${String(right)} is right, or ${otherwise}`;
        yield faultOf(fact, field.split('.'), message);
      }
    }
  },

  bad: {
    units: {
      'hub01/applications': [
        application({
          destination: { name: 'worker1', namespace: 'demo' },
          syncPolicy: { automated: {}, retry: retry(), syncOptions: ['ServerSideApply=true'] },
        }),
      ],
    },
    findings: [
      'Application argocd/demo spec.destination.name: got worker1, which is no cluster of the fleet; its clusters are hub01, worker01, worker02, worker03',
      'Application argocd/demo spec.source: got none; name repoURL, and path or chart',
      'Application argocd/demo spec.syncPolicy.syncOptions: got no SkipDryRunOnMissingResource=true; add it',
      'Application argocd/demo spec.syncPolicy.automated.prune: got nothing; true is right, or what is no longer rendered stays',
      'Application argocd/demo spec.syncPolicy.automated.selfHeal: got nothing; true is right, or what somebody changes stays changed',
    ],
  },
  good: {
    'hub01/applications': [
      application({
        source: { repoURL: 'https://git.example/fleet.git', targetRevision: 'refs/heads/main', path: 'dist/demo' },
        destination: { name: 'worker01', namespace: 'demo' },
        syncPolicy: { automated: { prune: true, selfHeal: true }, retry: retry(), syncOptions: neededOptions },
      }),
    ],
  },
};

function* unreachable(fact: Fact, rules: RuleFleet): Iterable<Fault> {
  const { fleet } = rules.input;
  const { name, server } = isObject(fact.spec.destination) ? fact.spec.destination : {};
  if (name === undefined && server === undefined)
    yield faultOf(
      fact,
      ['spec', 'destination'],
      'got no cluster; set name, or the server of the one that Argo CD runs on',
    );
  // A fleet without repository is not ours to know.
  if (
    name !== undefined &&
    fleet.gitops.repoURL !== '' &&
    name !== ownName &&
    !(typeof name === 'string' && rules.isCluster(name))
  )
    yield faultOf(
      fact,
      ['spec', 'destination', 'name'],
      `got ${shown(name)}, which is no cluster of the fleet; its clusters are ${list(fleet.clusters.map((cluster) => cluster.name))}`,
    );
  if (server !== undefined && fleet.gitops.repoURL !== '' && server !== 'https://kubernetes.default.svc')
    yield faultOf(
      fact,
      ['spec', 'destination', 'server'],
      `got ${shown(server)}; a cluster goes by its name, the hub by https://kubernetes.default.svc`,
    );
}

function* sourceless(fact: Fact, { input: { fleet } }: RuleFleet): Iterable<Fault> {
  const { source, sources } = fact.spec;
  if (source === undefined && sources === undefined)
    yield faultOf(fact, ['spec', 'source'], 'got none; name repoURL, and path or chart');
  if (isObject(source) && source.path === undefined && source.chart === undefined)
    yield faultOf(fact, ['spec', 'source'], 'got neither path nor chart; name one');
  const { repoURL, targetRevision } = isObject(source) ? source : {};
  const { repoURL: own, revision } = fleet.gitops;
  if (own !== '' && repoURL === own && targetRevision !== revision)
    yield faultOf(
      fact,
      ['spec', 'source', 'targetRevision'],
      `got ${shown(targetRevision)}; the environment's revision is ${revision}`,
    );
}

/** What Applications of our own fleet need besides: who they are for is known there, and what brings their CRDs. */
function* unfinished(fact: Fact, folders: ReadonlySet<unknown>, { input }: RuleFleet): Iterable<Fault> {
  if (input.fleet.gitops.repoURL === '') return;
  const options = find(syncOptions, { spec: fact.spec }, []).map(({ value }) => value);
  for (const option of neededOptions)
    if (!options.includes(option))
      yield faultOf(fact, ['spec', 'syncPolicy', 'syncOptions'], `got no ${option}; add it`);
  const watched = fact.paths?.split(';').map((path) => path.trim());
  const folder = isObject(fact.spec.source) ? fact.spec.source.path : undefined;
  if (watched && typeof folder === 'string' && !watched.some((path) => covers(path, folder)))
    yield faultOf(
      fact,
      ['metadata', 'annotations', paths],
      `got ${fact.paths ?? ''}, which leaves out ${folder}: changes there would go unseen; "." is right`,
    );
  // The root, which a person applies, has none, so that deleting it by mistake does not delete the fleet.
  const isChild = input.folderOf !== undefined && folders.has(input.folderOf(fact.origin));
  if (isChild && !fact.cascades)
    yield faultOf(
      fact,
      ['metadata', 'finalizers'],
      `got no ${cascade}; without it the objects stay when the Application goes`,
    );
}

/** A path that begins with a slash is counted from the repository, any other from the Application's own folder. */
function covers(path: string, folder: string): boolean {
  if (path.startsWith('/')) return `/${folder}/`.startsWith(`${path.replace(/\/+$/, '')}/`);
  return /^(\.|\.\.|\/)+$/.test(path);
}

function retry(): object {
  return { limit: -1, refresh: true };
}

function application(spec: object): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'demo', namespace: 'argocd' },
    spec: { project: 'default', ...spec },
  };
}
