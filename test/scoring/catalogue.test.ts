import { builtIn, enginesOf, findEngine, findScorer } from '../../lib/scoring/catalogue';
import { seconds } from '../../lib/model/duration';
import { checkEngines } from '../../lib/scoring/engine-checks';
import { metadataMap } from '../../lib/scoring/metadata';
import { scorerSchema } from '../../lib/scoring/scorer';
import { storedRange } from '../../lib/scoring/score-range';
import { aiWorkloadConfig, aiWorkloadConfigSchema, powerResults } from '../../lib/scoring/scorers/ai-workload';

const cpu = 'sum by (node, namespace, pod) (rate(container_cpu_usage_seconds_total{container!="", pod!=""}[1m]))';
const gpu = 'sum(DCGM_FI_DEV_POWER_USAGE) by (GPU_I_ID, GPU_I_PROFILE, exported_pod, Hostname)';
const tokens = 'sum(irate(vllm:generation_tokens_total[1m])) by (pod)';
const byPod = '${node};${namespace};${pod}';
const byApp = '${app};${device}';

// The numbers of the framework's document: path and score name, interval, query, range and step, format.
test.each([
  ['sample', 'sample-scorer', '/scoring', 'sample_my_score', 30, cpu, 3600, 60, byPod],
  ['llm-forecast', 'llm-forecast-scorer', '/scoring', 'llm_forecast_score', 60, cpu, 3600, 60, byPod],
  [
    'simple-prediction',
    'simple-prediction-scorer',
    '/scoring',
    'simple_prediction_score',
    30,
    cpu,
    3600,
    30,
    '${namespace}',
  ],
  [
    'static/performance',
    'example-performance-scorer',
    '/performance/scoring',
    'example_performance_score',
    30,
    '',
    0,
    0,
    byApp,
  ],
  [
    'static/powerconsumption',
    'example-powerconsumption-scorer',
    '/powerconsumption/scoring',
    'example_powerconsumption_score',
    30,
    '',
    0,
    0,
    byApp,
  ],
  [
    'ai-workload/power',
    'ai-workload-power-scorer',
    '/power/scoring',
    'ai_workload_power_score',
    30,
    gpu,
    3600,
    60,
    byApp,
  ],
  [
    'ai-workload/performance',
    'ai-workload-perf-scorer',
    '/performance/scoring',
    'ai_workload_perf_score',
    30,
    tokens,
    3600,
    60,
    byApp,
  ],
])('%s is as the document has it', (id, name, path, score, interval, query, range, step, format) => {
  const engine = findEngine(id)!;
  expect([engine.name, engine.scoring.path, engine.scoring.name]).toEqual([name, path, score]);
  expect(seconds(engine.scoring.interval)).toBe(interval);
  expect(engine.configPath).toBe(path.replace('scoring', 'config'));
  expect(engine.dimensionFormat).toBe(format);
  expect([engine.configSyncMode, engine.destination]).toEqual(['Full', 'AddOnPlacementScore']);
  const { source } = engine;
  const window = source.type === 'None' ? ['', 0, 0] : [source.query, seconds(source.range), seconds(source.step)];
  expect(window).toEqual([query, range, step]);
});

test('there are five scorers and seven engines, each found by its id', () => {
  expect(builtIn.map(({ id }) => id)).toEqual(['sample', 'llm-forecast', 'simple-prediction', 'static', 'ai-workload']);
  expect(enginesOf(builtIn)).toHaveLength(7);
  for (const scorer of builtIn) expect(findScorer(scorer.id)).toBe(scorer);
  for (const engine of enginesOf(builtIn)) expect(findEngine(engine.id)).toBe(engine);
  expect(findEngine('none')).toBeUndefined();
});

test('tokens are asked for as in the document', () => {
  const auths = enginesOf(builtIn).map(({ id, source, scoring }) => [
    id,
    source.type === 'Prometheus' ? source.auth?.name : undefined,
    scoring.auth?.name,
  ]);
  expect(auths.filter(([, source, scoring]) => source !== undefined || scoring !== undefined)).toEqual([
    ['llm-forecast', undefined, 'api-auth-secret'],
    ['simple-prediction', undefined, 'api-auth-secret'],
    ['ai-workload/power', 'source-query-secret', undefined],
    ['ai-workload/performance', 'source-query-secret', undefined],
  ]);
});

test('what is wrong with the built-in engines is known, and none of it is an error', () => {
  const problems = checkEngines(enginesOf(builtIn)).map(({ severity, code, engine }) => [severity, code, engine]);
  expect(problems).toEqual([
    ['warning', 'score-constant', 'sample'],
    ['warning', 'score-constant', 'llm-forecast'],
    ['warning', 'dimension-overwritten', 'simple-prediction'],
  ]);
});

test('fixed scores lie in the range that the metadata names, and reach both its ends', () => {
  for (const { metadata, results } of enginesOf(builtIn)) {
    const scores = results.type === 'fixed' ? results.items.flatMap(({ score }) => score ?? []) : [];
    if (scores.length === 0) continue;
    expect(storedRange({ min: Math.min(...scores), max: Math.max(...scores) })).toEqual(metadata.range);
  }
});

test('the ConfigMap of ai-workload decides which items its power engine writes', () => {
  const [first] = aiWorkloadConfig.applications;
  const config = {
    ...aiWorkloadConfig,
    applications: [{ ...first!, name: 'chat', device_candidates: ['all'] as const }],
  };
  expect(powerResults(config)).toEqual({ type: 'fixed', items: [{ labels: { app: 'chat', device: 'all' } }] });
  expect(aiWorkloadConfigSchema.safeParse(findScorer('ai-workload')!.workload!.configFile!.content).success).toBe(true);
});

test('the ConfigMap of ai-workload takes no key that the program does not read', () => {
  const upstream = { ...aiWorkloadConfig, static_score: { ...aiWorkloadConfig.static_score, power: [] } };
  expect(aiWorkloadConfigSchema.safeParse(upstream).error?.issues[0]).toMatchObject({
    code: 'unrecognized_keys',
    keys: ['power'],
    path: ['static_score'],
  });
});

test('metadata is a map of strings', () => {
  expect(metadataMap(findEngine('ai-workload/power')!)).toEqual({
    algorithm: 'linear regression on lagged values, logistic score',
    direction: 'higher-is-better',
    features: 'gpu_power_watts',
    goal: 'energy',
    outputs: 'power_headroom',
    range: '10 to 100',
    trainingRecords: '60',
    unit: 'percent',
  });
});

test('a scorer is rejected when an engine of it has a foreign id, an unknown key or a wrong time', () => {
  const data = structuredClone(findScorer('static')) as unknown as { engines: Record<string, unknown>[] };
  const issues = (engine: Record<string, unknown>) =>
    scorerSchema
      .safeParse({ ...data, engines: [{ ...data.engines[0], ...engine }] })
      .error?.issues.map(({ path }) => path.join('.'));
  expect(issues({})).toBeUndefined();
  expect(issues({ id: 'other/performance' })).toEqual(['engines']);
  expect(issues({ locations: 'Internal' })).toEqual(['engines.0']);
  expect(issues({ scoring: { path: '/s', name: 'n', interval: 30 } })).toEqual(['engines.0.scoring.interval']);
  expect(issues({ source: { type: 'prometheus' } })).toEqual(['engines.0.source.type']);
});
