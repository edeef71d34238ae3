import { seriesLabels } from '../../lib/scoring/series-labels';

test.each([
  ['sum by (node, pod) (rate(x[1m]))', ['node', 'pod']],
  ['sum(irate(x[1m])) by (pod)', ['pod']],
  ['sum(x)', []],
  ['100 * (1 - avg by (node) (rate(x[5m])))', ['node']],
  ['-max by (pod) (x)', ['pod']],
  ['topk(3, sum by (pod) (x))', ['pod']],
  ['sum by (node) (sum by (node, pod) (x))', ['node']],
  ['sum by (pod, node) (sum by (node) (x))', ['node']],
  ['sum without (pod) (sum by (node, pod) (x))', ['node']],
  ['max_over_time(sum by (pod) (x)[5m:1m])', ['pod']],
  ['label_replace(sum by (exported_pod) (x), "pod", "$1", "exported_pod", "(.*)")', ['exported_pod', 'pod']],
  ['histogram_quantile(0.9, sum by (le, pod) (rate(x[5m])))', ['pod']],
  ['count_values by (pod) ("version", x)', ['pod', 'version']],
  ['sum by (node) (a) / sum by (node) (b)', ['node']],
  ['sum by (node, pod) (a) / on (node) sum by (node) (b)', ['node']],
  ['sum by (node, pod) (a) / ignoring (pod) sum by (node) (b)', ['node']],
  ['sum by (pod) (a) and b', ['pod']],
  ['scalar(x) * sum by (node) (y)', ['node']],
  ['sum by (pod) (x) + time()', ['pod']],
  ['vector(1)', []],
])('%s', (query, labels) => {
  expect(seriesLabels(query).map((set) => [...(set ?? ['?'])].sort())).toEqual([labels]);
});

test.each([
  'x',
  'rate(x[5m])',
  'sum without (pod) (x)',
  'a or sum by (pod) (b)',
  'a * on (pod) group_left (node) b',
  'absent(x)',
])('%s: the query does not tell', (query) => {
  expect(seriesLabels(query)).toEqual([undefined]);
});

test('every query of a list is told by itself', () => {
  expect(seriesLabels('sum(a);x;sum by (pod) (b)')).toEqual([new Set(), undefined, new Set(['pod'])]);
});
