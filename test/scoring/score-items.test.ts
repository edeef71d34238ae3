import { findEngine } from '../../lib/scoring/catalogue';
import { scoreCoordinate } from '../../lib/scoring/score-coordinate';
import {
  canWrite,
  carriedLabels,
  knownItems,
  localPlaceholders,
  lostDistinctions,
  sameOnEveryCluster,
  unfilledPlaceholders,
} from '../../lib/scoring/score-items';
import { engine } from './build';

const performance = findEngine('static/performance')!;
const prometheus = (query: string) => ({ type: 'Prometheus', query, range: '1h', step: '1m' });
const fixed = (...items: Record<string, string>[]) => ({ type: 'fixed', items: items.map((labels) => ({ labels })) });

test('an engine with fixed results writes their items and no others', () => {
  expect(knownItems(performance)).toEqual([
    'app01;all',
    'app02;all',
    'app01;3g.48gb',
    'app02;3g.48gb',
    'app01;2g.24gb',
    'app02;2g.24gb',
  ]);
  expect(canWrite(performance, 'app01;all')).toBe(true);
  expect(canWrite(performance, 'app03;all')).toBe(false);
});

test('an engine whose format is the score name writes that one item', () => {
  expect(knownItems(engine())).toEqual(['free_cpu']);
  expect(canWrite(engine(), 'free_cpu')).toBe(true);
  expect(canWrite(engine(), 'free-cpu')).toBe(false);
});

test('an engine whose items hang on its data can write what its format can produce', () => {
  const simple = findEngine('simple-prediction')!;
  expect(knownItems(simple)).toBeUndefined();
  expect(canWrite(simple, 'kube-system')).toBe(true);
  const half = engine({ dimensionFormat: '${app};${node}', source: prometheus('sum by (node) (x)') });
  expect(canWrite(half, ';n1')).toBe(true);
  expect(canWrite(half, 'web;n1')).toBe(false);
});

test('items of fixed results are the same on every cluster, unless the format names the cluster', () => {
  expect(localPlaceholders(engine({ results: fixed({ namespace: 'web' }), dimensionFormat: '${namespace}' }))).toEqual(
    [],
  );
  expect(localPlaceholders(engine({ results: fixed({ app: 'a' }), dimensionFormat: '${cluster}-${app}' }))).toEqual([
    'cluster',
  ]);
  expect(localPlaceholders(findEngine('sample')!)).toEqual(['node', 'namespace', 'pod']);
});

test.each([
  ['${pod}', 'sum by (node) (x)', ['pod']],
  ['${node};${pod}', 'sum by (node, pod) (x)', []],
  ['${pod}', 'sum by (node) (x);sum by (pod) (y)', []],
  ['${pod}', 'x', []],
  ['${cluster}${scoreName}', 'sum(x)', []],
])('%s over %s leaves %j empty', (dimensionFormat, query, expected) => {
  expect(unfilledPlaceholders(engine({ dimensionFormat, source: prometheus(query) }))).toEqual(expected);
});

test('a label that the scorer adds fills its placeholder', () => {
  const parts = { dimensionFormat: '${meta}', source: prometheus('sum(x)') };
  expect(unfilledPlaceholders(engine(parts))).toEqual(['meta']);
  expect(unfilledPlaceholders(engine({ ...parts, results: { type: 'per-series', adds: ['meta'] } }))).toEqual([]);
  expect(unfilledPlaceholders(engine({ ...parts, results: { type: 'unknown' } }))).toEqual([]);
  expect(unfilledPlaceholders(engine({ ...parts, results: fixed({ app: 'a' }) }))).toEqual(['meta']);
});

test.each([
  ['${namespace}', 'sum by (node, namespace, pod) (x)', ['node', 'pod']],
  ['${node}', 'sum by (node) (x)', []],
  ['${scoreName}', 'sum(x)', []],
  ['${scoreName}', 'sum(x);sum(y)', ['the 2 queries']],
  ['${scoreName}', 'sum by (Hostname) (x)', ['Hostname']],
  ['${scoreName}', 'x', []],
])('%s over %s does not tell apart %j', (dimensionFormat, query, expected) => {
  expect(lostDistinctions(engine({ dimensionFormat, source: prometheus(query) }))).toEqual(expected);
});

test('of the labels that a query groups by, the agent passes on those that it knows', () => {
  const query = 'sum(x) by (GPU_I_ID, exported_pod, node, pod)';
  expect(carriedLabels(engine({ source: prometheus(query) }))).toEqual({
    carried: ['node', 'pod'],
    dropped: ['GPU_I_ID', 'exported_pod'],
  });
  expect(carriedLabels(findEngine('ai-workload/power')!)).toEqual({ carried: ['app', 'device'], dropped: [] });
  expect(carriedLabels(engine({ source: prometheus('up') }))).toBeUndefined();
});

test('fixed results that render to one item are lost too', () => {
  const results = fixed({ app: 'a', device: 'x' }, { app: 'a', device: 'y' });
  expect(lostDistinctions(engine({ results, dimensionFormat: '${app}' }))).toEqual(['device']);
  expect(lostDistinctions(engine({ results, dimensionFormat: '${app};${device}' }))).toEqual([]);
});

test('only an engine with a table answers the same everywhere', () => {
  expect([sameOnEveryCluster(performance), sameOnEveryCluster(findEngine('ai-workload/power')!)]).toEqual([
    true,
    false,
  ]);
});

test('a Placement names the cleaned score name and the item', () => {
  expect(scoreCoordinate(performance, 'app01;all')).toEqual({
    type: 'AddOn',
    addOn: { resourceName: 'example-performance-score', scoreName: 'app01;all' },
  });
});
