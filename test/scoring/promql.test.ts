import fc from 'fast-check';
import { queryProblems, splitQuery } from '../../lib/scoring/promql';

test('the parts of a query, joined by ";", are the query, each at its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ';', '"', ' ') }), (query) => {
      const parts = splitQuery(query);
      expect(parts.map(({ text }) => text).join(';')).toBe(query);
      for (const { text, start } of parts) expect(query.slice(start, start + text.length)).toBe(text);
    }),
  );
});

test.each([
  'sum by (node, namespace, pod) (rate(container_cpu_usage_seconds_total{container!="", pod!=""}[1m]))',
  'sum(irate(vllm:generation_tokens_total[1m])) by (pod)',
  'sum(DCGM_FI_DEV_POWER_USAGE) by (GPU_I_ID, GPU_I_PROFILE, exported_pod, Hostname)',
  '100 * (1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m])))',
  'sum(a); max_over_time(sum by (pod) (b)[5m:1m])',
  'quantile_over_time(0.9, (x[5m] offset 1h))',
  'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))',
  'clamp_max(x, scalar(sum(y)) / 2)',
  'round(x, 0.1 * time()) + vector(-pi())',
])('%s is valid', (query) => {
  expect(queryProblems(query)).toEqual([]);
});

test.each([
  ['sum(rate(foo[1m])', 18, 'the query ends too early; close what was opened, or name the labels'],
  ['sum(foo)) ', 9, '")" does not belong here'],
  ['foo bar', 5, '"bar" does not belong here'],
  ['x{a=="b"}', 5, '"=" does not belong here'],
  ['rates(x[5m])', 1, '"rates" is no function of PromQL'],
  [
    'histogram_quantile(rate(foo_bucket[5m]), 0.9)',
    20,
    'histogram_quantile() takes a number here, and this is a set of series',
  ],
  ['clamp_max(foo, 2 * sum(bar))', 16, 'clamp_max() takes a number here, and this is a set of series'],
  ['predict_linear(foo[5m], -bar)', 25, 'predict_linear() takes a number here, and this is a set of series'],
  ['100 * rate(foo)', 7, 'rate() takes a range; write it with one, as in rate(x[5m])'],
  ['x[5m]', 1, 'a range such as x[5m] has no value per step; wrap it in a function such as rate()'],
  ['sum(a);', 8, 'an empty query; Prometheus rejects it'],
  ['sum(a);sum by (b(c)', 17, '"(" does not belong here'],
  ['', 1, 'an empty query; Prometheus rejects it'],
  [
    'foo{a="x;y"}',
    9,
    'the agent cuts a query at every ";", also inside quotes; match the character with "." in a regular expression',
  ],
])('%s: column %i', (query, column, message) => {
  expect(queryProblems(query)).toEqual([{ column, message }]);
});

test('each part has its own fault', () => {
  expect(queryProblems('a b; sum(c; d').map(({ column }) => column)).toEqual([3, 11]);
});
