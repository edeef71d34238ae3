import fc from 'fast-check';
import { queryProblems } from '../../lib/scoring/promql';
import { splitQuery } from '../../lib/scoring/promql-tree';

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
  'sum by (a) (x) / on(a) group_left(b) sum by (a, b) (y)',
  'topk(5, a) unless on(x) b > bool 1',
  'label_join(a, "x", ",") and count_values("v", b)',
  'hour() > 8 and on() vector(1)',
  'rate(a{x=~"b|c",x!="b"}[5m:] offset 5m)',
  'a / a offset 5m > -b offset 5m',
  'a{job=~"(?i)x.*", y=""} or {__name__="b"}',
])('%s is valid', (query) => {
  expect(queryProblems(query)).toEqual([]);
});

test.each([
  ['sum(rate(foo[1m])', 18, 'the query ends too early; close what was opened, or name the labels'],
  ['sum(foo)) ', 9, '")" does not belong here'],
  ['foo bar', 5, '"bar" does not belong here'],
  ['x{a=="b"}', 5, '"=" does not belong here'],
  ['rates(x[5m])', 1, '"rates" is not a function of PromQL'],
  [
    'histogram_quantile(rate(foo_bucket[5m]), 0.9)',
    20,
    'histogram_quantile() takes a number here, and this is a set of series',
  ],
  ['clamp_max(foo, 2 * sum(bar))', 16, 'clamp_max() takes a number here, and this is a set of series'],
  ['predict_linear(foo[5m], -bar)', 25, 'predict_linear() takes a number here, and this is a set of series'],
  ['100 * rate(foo)', 7, 'rate() takes a range; write it with one, as in rate(x[5m])'],
  ['rate(a[0s])', 8, 'a duration here must be more than 0'],
  ['rate(a[5m:0s])', 11, 'a duration here must be more than 0'],
  ['rate(sum(a)[5m])', 6, 'a range follows a selector only; write a subquery, [5m:]'],
  ['a + bool b', 5, 'bool belongs to comparisons only'],
  ['1 > 2', 3, 'two numbers are compared with bool only, as in 1 > bool 2'],
  ['a and 1', 3, 'and joins two sets of series, and one of these is a number'],
  ['a and on(x) group_left b', 13, 'and matches many with many; remove group_left'],
  ['a == "x"', 6, '== takes numbers and series, and this is a string'],
  ['abs("x")', 5, 'abs() takes a set of series here, and this is a string'],
  ['rate(a[5m], b)', 1, 'rate() takes a range'],
  ['sum(1, a)', 1, 'sum() takes a set of series'],
  ['topk(a)', 1, 'topk() takes a number, a set of series'],
  ['time(a)', 1, 'time() takes nothing'],
  ['"abc"', 1, 'a string is not a series'],
  ['a offset 5m offset 5m', 1, 'offset is here twice; keep one of the two'],
  ['a{x="1",x="2"}', 9, 'no series has x="1" and x="2"; keep one of the two'],
  ['a{x=~"b.*",x="c"}', 12, 'no series has x=~"b.*" and x="c"; keep one of the two'],
  ['a{x=~"("}', 3, '"(" is not a regular expression'],
  ['a{__name__="b"}', 3, 'the name of the metric is here twice; keep one of the two'],
  ['{x=~".*"}', 1, 'this selects every series; name a metric, or a label with a value'],
  [
    'sum by (a) (x) * sum by (b) (y)',
    16,
    'the series on the left have the labels (a), those on the right (b), so none match; aggregate both by the same, or say on(...)',
  ],
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
