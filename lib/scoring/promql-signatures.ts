/** What an expression of PromQL yields. */
export type PromqlType = 'scalar' | 'vector' | 'range' | 'string';

/** The parameters and the result of a function or an aggregation. */
export interface Signature {
  readonly takes: readonly PromqlType[];
  /** How many of the last parameters are optional; `more` where the last one may repeat. */
  readonly optional: number | 'more';
  readonly yields: PromqlType;
}

const letters: Readonly<Record<string, PromqlType>> = { n: 'scalar', v: 'vector', r: 'range', s: 'string' };

/** `nv` takes a number and a vector; parameters after `?` are optional, the one after `*` may repeat. */
function signature(text: string, yields: PromqlType = 'vector'): Signature {
  const [needed = '', more = ''] = text.split(/[?*]/);
  const takes = Array.from(`${needed}${more}`).flatMap((letter) => letters[letter] ?? []);
  return { takes, optional: text.includes('*') ? 'more' : more.length, yields };
}

const byText: Readonly<Record<string, string>> = {
  v: 'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
  '?v': 'day_of_month day_of_week day_of_year days_in_month hour minute month year',
  r: 'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  n: 'vector',
  nr: 'quantile_over_time',
  nv: 'histogram_quantile',
  nnv: 'histogram_fraction',
  rn: 'predict_linear',
  rnn: 'double_exponential_smoothing',
  vn: 'clamp_max clamp_min',
  vnn: 'clamp',
  'v?n': 'round',
  'v?v': 'info',
  vssss: 'label_replace',
  'vss*s': 'label_join',
  'v*s': 'sort_by_label sort_by_label_desc',
};

/** The functions of Prometheus; one that is not here is not judged. */
export const functions: ReadonlyMap<string, Signature> = new Map([
  ...Object.entries(byText).flatMap(([text, names]) =>
    names.split(' ').map((name): [string, Signature] => [name, signature(text)]),
  ),
  ['pi', signature('', 'scalar')],
  ['time', signature('', 'scalar')],
  ['scalar', signature('v', 'scalar')],
]);

const aggregation = signature('v');
const withNumber = signature('nv');
const parameters: Readonly<Record<string, Signature>> = {
  bottomk: withNumber,
  count_values: signature('sv'),
  limit_ratio: withNumber,
  limitk: withNumber,
  quantile: withNumber,
  topk: withNumber,
};

/** The parameters of `sum`, `topk` and their like. */
export function signatureOfAggregation(name: string): Signature {
  return parameters[name.toLowerCase()] ?? aggregation;
}
