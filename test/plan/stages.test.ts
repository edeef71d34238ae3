import { label, type Manifest } from '../../lib/model/manifest';
import { objectOf } from '../../lib/plan/change';
import type { Example } from '../../lib/plan/consequence';
import { environmentPlan } from '../../lib/plan/plan';
import { left, stagesOf } from '../../lib/plan/stages';
import { successionBetween } from '../../lib/plan/successions';
import { exampleTree, project, root, treeOf } from './example-tree';

const account: Manifest = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'demo' } };
const other: Manifest = { ...account, metadata: { name: 'other', namespace: 'demo' } };

function web(app: string): Manifest {
  const labels = { app };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'demo' },
    spec: { selector: { matchLabels: labels }, template },
  };
}

function store(storage: string): Manifest {
  const labels = { app: 'db' };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'demo' },
    spec: {
      serviceName: 'db',
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'db', image: 'db:1' }] } },
      volumeClaimTemplates: [
        { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } },
      ],
    },
  };
}

function work(name: string, ...manifests: Manifest[]): Manifest {
  return {
    apiVersion: 'work.open-cluster-management.io/v1',
    kind: 'ManifestWork',
    metadata: { name, namespace: 'worker01' },
    spec: { workload: { manifests } },
  };
}

const permitted = (...kinds: string[]) =>
  project({
    namespaceResourceWhitelist: kinds.map((kind) => ({ group: kind === 'Deployment' ? 'apps' : '', kind })),
    destinations: [{ name: 'worker01', namespace: 'demo' }],
  });

const chart = (cluster: string, source: object): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: `example.${cluster}.chart`,
    namespace: 'argocd',
    finalizers: ['resources-finalizer.argocd.argoproj.io'],
  },
  spec: { destination: { name: cluster, namespace: 'demo' }, project: 'example', ...source },
});
const release = {
  repoURL: 'https://charts.example.com',
  chart: 'web',
  targetRevision: '1.0.0',
  helm: { releaseName: 'web' },
};
const values = { repoURL: 'https://example.com/values.git', ref: 'values' };

/** The classes of each stage, and that none of them refuses or orphans anything. */
function steps(base: Example, head: Example): string[][] {
  const stages = stagesOf(
    ['example'],
    treeOf(exampleTree(base), 'base'),
    treeOf(exampleTree(head), 'head'),
    'environments',
  );
  expect(stages.flatMap(left)).toEqual([]);
  return stages.map(({ plans }) =>
    plans.flatMap(({ changes }) =>
      changes.map((change) => `${change.class} ${label(objectOf(change).manifest)}`).sort(),
    ),
  );
}

test('a changed selector takes the Deployment away and makes it again', () => {
  expect(steps({ 'worker01/demo': [account, web('old')] }, { 'worker01/demo': [account, web('new')] })).toEqual([
    ['remove Deployment demo/web'],
    ['add Deployment demo/web'],
  ]);
});

test('a grown volume of a StatefulSet does so, too', () => {
  expect(steps({ 'worker01/demo': [account, store('1Gi')] }, { 'worker01/demo': [account, store('2Gi')] })).toEqual([
    ['remove StatefulSet demo/db'],
    ['add StatefulSet demo/db'],
  ]);
});

test('an object that moves between two works is carried by both for a while', () => {
  expect(
    steps(
      { 'worker01/demo': [work('one', account, other), work('two', web('a'))] },
      { 'worker01/demo': [work('one', other), work('two', web('a'), account)] },
    ),
  ).toEqual([['in-place ServiceAccount demo/web'], ['in-place ServiceAccount demo/web']]);
});

test('a project shrinks after what needed it is pruned', () => {
  expect(
    steps(
      { 'worker01/demo': [account, web('a')], argocd: [permitted('ServiceAccount', 'Deployment'), root()] },
      { 'worker01/demo': [account], argocd: [permitted('ServiceAccount'), root()] },
    ),
  ).toEqual([['remove Deployment demo/web'], ['in-place AppProject argocd/example']]);
});

test('a renamed unit lets go of its objects first', () => {
  expect(steps({ 'worker01/old': [account] }, { 'worker01/new': [account] })).toEqual([
    ['in-place Application argocd/example.worker01.old', 'in-place ServiceAccount demo/web'],
    ['add Application argocd/example.worker01.new', 'in-place ServiceAccount demo/web'],
    ['in-place ServiceAccount demo/web', 'remove Application argocd/example.worker01.old'],
  ]);
});

test('a renamed cluster takes over what ran under the old name', () => {
  expect(steps({ 'worker01/demo': [account, other] }, { 'edge01/demo': [account, other] })).toEqual([
    [
      'in-place Application argocd/example.worker01.demo',
      'in-place ServiceAccount demo/other',
      'in-place ServiceAccount demo/web',
    ],
    [
      'add Application argocd/example.edge01.demo',
      'in-place ServiceAccount demo/other',
      'in-place ServiceAccount demo/web',
    ],
    [
      'in-place ServiceAccount demo/other',
      'in-place ServiceAccount demo/web',
      'remove Application argocd/example.worker01.demo',
    ],
  ]);
});

test.each([
  ['a chart', { source: release }],
  ['a chart with a source of values', { sources: [release, values] }],
  ['a folder of another repository', { source: { repoURL: 'https://example.com/other.git', path: 'config/crd' } }],
])('%s of a renamed cluster lets go of what it installs, and goes last', (_, source) => {
  const on = (cluster: string): Example => ({
    [`${cluster}/demo`]: [account],
    [`hub01/applications-${cluster}`]: [chart(cluster, source)],
  });
  const stages = steps(on('worker01'), on('edge01'));
  expect(stages.map((changes) => changes.filter((change) => change.endsWith('.chart')))).toEqual([
    ['in-place Application argocd/example.worker01.chart'],
    ['add Application argocd/example.edge01.chart'],
    ['remove Application argocd/example.worker01.chart'],
  ]);
});

test('a work that only creates a Namespace stays until the last stage', () => {
  const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } };
  const creates = (cluster: string): Manifest => ({
    ...work('owned', namespace),
    metadata: { name: 'owned', namespace: cluster },
    spec: {
      workload: { manifests: [namespace] },
      manifestConfigs: [
        { resourceIdentifier: { name: 'demo', resource: 'namespaces' }, updateStrategy: { type: 'CreateOnly' } },
      ],
    },
  });
  const on = (cluster: string): Example => ({
    [`${cluster}/namespaces`]: [namespace],
    [`${cluster}/owned`]: [creates(cluster)],
  });
  const stages = steps(on('worker01'), on('edge01'));
  expect(stages.map((changes) => changes.filter((change) => change.includes('owned')))).toEqual([
    [],
    ['add Application argocd/example.edge01.owned', 'add ManifestWork edge01/owned'],
    ['remove Application argocd/example.worker01.owned', 'remove ManifestWork worker01/owned'],
  ]);
});

test('an environment that goes is retired before the merge', () => {
  const base = treeOf(exampleTree({ 'worker01/demo': [account] }), 'base');
  const [stage, ...more] = stagesOf(['example'], base, treeOf(new Map(), 'head'), 'environments');
  expect(more).toEqual([]);
  expect(stage?.what).toMatch(/^do what scorewright retire example prints before the merge; /);
});

describe('with another hub', () => {
  const files = exampleTree({ 'worker01/demo': [account], 'hub01/demo': [other] });
  const old = new Map(
    [...files].map(([path, text]) => [path.replaceAll('hub01', 'hub00'), text.replaceAll('hub01', 'hub00')]),
  );
  const [base, head] = [treeOf(old, 'base'), treeOf(files, 'head')];

  test('what the old one has is left behind', () => {
    const { changes } = environmentPlan('example', base, head, 'environments');
    const gone = changes.filter((change) => change.new === undefined && change.old?.deliverer !== 'person');
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.flatMap(({ reasons }) => reasons.map(({ why }) => why))).toEqual(
      gone.map(() => 'the hub changes to hub01, so the root Application on hub00 finds no folder: nothing is pruned'),
    );
  });

  test('no commits lead there', () => {
    expect(() => stagesOf(['example'], base, head, 'environments')).toThrow(
      'environment example gets another hub (hub00 → hub01), and no commits lead there: do what scorewright retire example prints, then merge and apply argocd/example.yaml on hub01',
    );
  });
});

test('what a renamed cluster no longer has goes, and is not left behind', () => {
  const stay = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => ({
    ...account,
    metadata: { name, namespace: 'demo' },
  }));
  const stages = stagesOf(
    ['example'],
    treeOf(
      exampleTree({
        'worker01/demo': [...stay, web('a')],
        'worker01/more': [store('1Gi')],
        'hub01/applications-worker01': [chart('worker01', { source: release })],
      }),
      'base',
    ),
    treeOf(exampleTree({ 'edge01/demo': stay }), 'head'),
    'environments',
  );
  const removed = stages.map(({ plans }) =>
    plans.flatMap(({ changes }) =>
      changes
        .filter((change) => change.new === undefined && !change.reasons.some(({ why }) => why.startsWith('kept')))
        .map((change) => label(objectOf(change).manifest))
        .sort(),
    ),
  );
  expect(removed).toEqual([
    [],
    [
      'Application argocd/example.worker01.chart',
      'Application argocd/example.worker01.more',
      'Deployment demo/web',
      'StatefulSet demo/db',
    ],
    ['Application argocd/example.worker01.demo'],
  ]);
});

test('a renamed environment takes over, once a person has let the old Applications go', () => {
  const old = exampleTree({ 'worker01/demo': [account] });
  const renamed = new Map(
    [...old].map(([path, text]) => [path.replaceAll('example', 'shop'), text.replaceAll('example', 'shop')]),
  );
  const stages = stagesOf(['example', 'shop'], treeOf(old, 'base'), treeOf(renamed, 'head'), 'environments');
  expect(stages.flatMap(left)).toEqual([]);
  expect(stages.map(({ what }) => what.includes('scorewright retire example --keep'))).toEqual([false, true, false]);
  const last = stages.at(-1)?.plans.flatMap(({ changes }) => changes) ?? [];
  expect(last.map((change) => `${change.class} ${label(objectOf(change).manifest)}`)).toEqual([
    'remove AppProject argocd/example',
    'remove Application argocd/example',
    'remove Application argocd/example.worker01.demo',
    'in-place ServiceAccount demo/web',
  ]);
});

test.each([
  ['edge01', /worker01/g],
  ['shop', /example/g],
])('each stage on the way to %s is free of orphans by a plan that knows nothing but its two trees', (name, pattern) => {
  const old = exampleTree({ 'worker01/demo': [account, other] });
  const renamed = new Map(
    [...old].map(([path, text]) => [path.replaceAll(pattern, name), text.replaceAll(pattern, name)]),
  );
  const names = name === 'shop' ? ['example', 'shop'] : ['example'];
  const [base, head] = [treeOf(old, 'base'), treeOf(renamed, 'head')];
  const trees = [
    base,
    ...stagesOf(names, base, head, 'environments').map(({ files }, at) => treeOf(files, String(at))),
  ];
  const classes = trees.slice(1).flatMap((tree, at) =>
    names.flatMap((one) => {
      const succession = successionBetween(one, trees[at]!, tree, names);
      return environmentPlan(one, trees[at]!, tree, 'environments', undefined, succession).changes;
    }),
  );
  expect(trees).toHaveLength(4);
  expect(classes.filter(({ class: word }) => word === 'orphan')).toEqual([]);
});
