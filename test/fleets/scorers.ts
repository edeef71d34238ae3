import * as fc from 'fast-check';
import { anyWay } from './exposure';
import { some, type External, type Site } from './site';

const prometheus = 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090';
const thanos = 'https://thanos-querier.openshift-monitoring.svc.cluster.local:9091';

/** A scorer of an environment, and what follows for the rest of it. */
export interface ScorerDraft {
  readonly id: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The scores that agents ask it for. */
  readonly scores: readonly string[];
  /** The Prometheus that agents must reach. */
  readonly sources: readonly string[];
  /** Whether agents ask it with the token. */
  readonly token: boolean;
  readonly image?: string;
  readonly external: readonly External[];
  /** Engines that strategies may choose by. */
  readonly engines: readonly UsableEngine[];
}

export interface UsableEngine {
  readonly id: string;
  readonly score: string;
  readonly goal?: 'performance' | 'energy';
  /** Whether a cluster without the score would win. */
  readonly lowerIsBetter?: boolean;
  readonly item?: { readonly app: string; readonly device: string };
}

interface Kind {
  readonly id: string;
  readonly engines: readonly {
    readonly key: string;
    readonly score: string;
    readonly source?: string;
    readonly usable?: Pick<UsableEngine, 'goal' | 'item' | 'lowerIsBetter'>;
    /** Whether it is warned of where it is asked for nothing else, so that mostly it is. */
    readonly flawed?: boolean;
  }[];
  /** Settings that only one which is rendered has. */
  readonly settings?: fc.Arbitrary<object>;
  readonly token?: boolean;
  /** It runs outside the fleet only. */
  readonly outside?: boolean;
}

const application = { app: 'app01', device: 'all' };

const numbers = {
  threshold: fc.constantFrom(1, 650, 0.5),
  alpha: fc.constantFrom(0.01, 20),
  minLength: fc.constantFrom(1, 20),
  horizonLength: fc.constant(5),
  maxRmseThreshold: fc.constant(10),
};

const devices = ['all', '1g.12gb', '2g.24gb', '3g.48gb'];
const aiConfig = {
  applications: [{ name: 'app01', device_candidates: devices, pod_alias: ['app01*', 'llm-?'] }],
  static_score: { performance: devices.map((device, at) => ({ metric: { app: 'app01', device }, score: 10 + at })) },
};

const kinds: readonly Kind[] = [
  { id: 'sample', engines: [{ key: 'sample', score: 'sample_my_score', source: prometheus, flawed: true }] },
  {
    id: 'static',
    engines: [
      { key: 'performance', score: 'example_performance_score', usable: { goal: 'performance', item: application } },
      {
        key: 'powerconsumption',
        score: 'example_powerconsumption_score',
        usable: { goal: 'energy', item: application },
      },
    ],
  },
  {
    id: 'simple-prediction',
    engines: [{ key: 'simple-prediction', score: 'simple_prediction_score', source: prometheus, flawed: true }],
    settings: some(numbers),
    token: true,
  },
  {
    id: 'llm-forecast',
    engines: [{ key: 'llm-forecast', score: 'llm_forecast_score', source: prometheus, flawed: true }],
    settings: fc.constant({ modelName: 'llama', inferenceEndpoint: 'https://llm.example.com/v1/completions' }),
    token: true,
  },
  {
    id: 'ai-workload',
    engines: [
      {
        key: 'power',
        score: 'ai_workload_power_score',
        source: thanos,
        usable: { goal: 'energy', item: application },
      },
      {
        key: 'performance',
        score: 'ai_workload_perf_score',
        source: thanos,
        usable: { goal: 'performance', item: application },
      },
    ],
    settings: some({ ...numbers, offset: fc.constant(5), config: fc.constant(aiConfig) }),
  },
  {
    id: 'headroom',
    engines: [{ key: 'headroom', score: 'cluster_headroom', source: prometheus, usable: { goal: 'performance' } }],
    outside: true,
  },
];

export const scorerIds = kinds.map(({ id }) => id);

function values(range: { readonly min: number; readonly max: number }): fc.Arbitrary<object> {
  return some({ unit: fc.constant('percent') }).map((unit) => ({ ...range, ...unit }));
}

/** What an engine is asked for otherwise: one series for a cluster, from 0 to 100. */
const whole = fc.record({
  query: fc.constantFrom('100 * avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))', 'scalar(sum(up))'),
  dimension: fc.constant('${scoreName}'),
  values: values({ min: 0, max: 100 }),
});

const sourced = {
  range: fc.constantFrom('30m', '1h30m'),
  step: fc.constantFrom('30s', '1m'),
  prometheus: fc.constantFrom(prometheus, thanos),
  sourceAuth: fc.constantFrom('none', 'other-secret/bearer', 'source-query-secret/token'),
};

function engineSettings(
  { key, source, usable, flawed }: Kind['engines'][number],
  id: string,
): fc.Arbitrary<EngineSettings> {
  const common = some({
    description: fc.constant('Ours: what it means.'),
    score: fc.constant(`Our.score of ${id}: ${key}`),
    interval: fc.constantFrom('45s', '2m'),
  });
  // What answers from a table does so whatever it is sent.
  const ofTable = some({
    dimension: fc.constant('${scoreName}/${app};${device}'),
    values: values({ min: 0.5, max: 99 }),
  });
  const own = joined(
    common,
    source === undefined ? fc.constant({}) : some(sourced).map((said) => authorized(said, source)),
  );
  if (usable?.item === undefined) return flawed ? joined(own, whole) : fc.oneof(own, joined(own, whole));
  const tabled = joined(own, ofTable);
  return source === undefined
    ? tabled
    : fc.oneof(tabled, joined(tabled, whole, fc.constant({ dimension: '${device};${app}' })));
}

/** OpenShift's monitoring wants a token; what is asked there by default has one. */
function authorized(said: { readonly prometheus?: string; readonly sourceAuth?: string }, source: string): object {
  const { prometheus: asked = source, sourceAuth = source === thanos ? 'its own' : 'none' } = said;
  return asked === thanos && sourceAuth === 'none' ? { ...said, sourceAuth: 'source-query-secret/token' } : said;
}

/** All that several say, the later over the earlier. */
function joined(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<EngineSettings> {
  return fc.tuple(...parts).map((all): EngineSettings => Object.assign({}, ...all) as EngineSettings);
}

interface EngineSettings {
  readonly score?: string;
  readonly prometheus?: string;
  readonly query?: string;
}

/** Where a scorer may run. */
export interface Place {
  readonly homes: readonly Site[];
  /** Whether every cluster is a site of the Skupper network. */
  readonly skupper: boolean;
}

/** One of the scorers, placed and exposed so that the hub and every agent reach it. */
export function anyScorer(id: string, { homes, skupper }: Place): fc.Arbitrary<ScorerDraft> {
  const at = scorerIds.indexOf(id);
  const kind = kinds[at]!;
  const engines = fc.tuple(
    ...kind.engines.map((engine) =>
      fc.option(engineSettings(engine, id), { nil: undefined, freq: engine.flawed ? 9 : 2 }),
    ),
  );
  const rendered = fc.constantFrom(...homes).chain((home) =>
    fc.record({
      home: fc.constant(home),
      way: anyWay({
        ...{ on: [home], namespace: id === 'ai-workload' ? 'ai-workload-scoring' : 'dynamic-scoring', told: true },
        ...{ nodePort: 30_001 + at, host: `${id}.fleet.example.com`, ...(skupper && { skupper: 8000 + at }) },
      }),
      settings: kind.settings ?? fc.constant({}),
      image: fc.constantFrom(undefined, `registry.example.com/${id}:1.0`),
    }),
  );
  const place = kind.outside ? fc.constant(undefined) : fc.option(rendered, { freq: 4, nil: undefined });
  const auth = fc.constantFrom(undefined, 'none', 'api-auth-secret/token');
  return fc.tuple(place, engines, auth).map(([where, chosen, token]): ScorerDraft => {
    const overrides = kind.engines.flatMap(({ key }, index) => {
      const settings = chosen[index];
      return settings === undefined || Object.keys(settings).length === 0 ? [] : [[key, settings] as const];
    });
    const of = (key: string): EngineSettings => Object.fromEntries(overrides)[key] ?? {};
    const scores = kind.engines.map(({ key, score }) => of(key).score ?? score);
    const image = where?.image ?? (where && `quay.io/dynamic-scoring/${id}-scorer:latest`);
    return {
      id,
      settings: {
        ...(where
          ? {
              on: where.home.name,
              expose: where.way.expose,
              ...where.settings,
              ...(where.image && { image: where.image }),
            }
          : { external: `http://scorers.example.com:${8000 + at}` }),
        ...(token && { auth: token }),
        ...(overrides.length > 0 && { engines: Object.fromEntries(overrides) }),
      },
      scores,
      sources: kind.engines.flatMap(({ key, source }) => (source === undefined ? [] : [of(key).prometheus ?? source])),
      token: token === undefined ? kind.token === true : token !== 'none',
      ...(image !== undefined && { image }),
      external: where?.way.external ?? [],
      engines: kind.engines.flatMap(({ key, usable, flawed }, index): UsableEngine[] => {
        const engine = { id: kind.engines.length > 1 ? `${id}/${key}` : id, score: scores[index] ?? '' };
        if (usable !== undefined) return [{ ...engine, ...usable }];
        return flawed && of(key).query !== undefined ? [{ ...engine, lowerIsBetter: true }] : [];
      }),
    };
  });
}

/** What agents must find on each of their clusters to reach a source. */
export function sourceService(source: string, agents: readonly Site[]): readonly External[] {
  if (source === prometheus) {
    const name = 'monitoring/kube-prometheus-kube-prome-prometheus';
    return agents
      .filter(({ platform }) => platform === 'openshift')
      .map((site) => ({ on: site.name, kind: 'Service', name, why: 'installed by hand' }));
  }
  if (source !== thanos) return [];
  const name = 'openshift-monitoring/thanos-querier';
  return agents.map((site) => ({ on: site.name, kind: 'Service', name, why: 'its own monitoring' }));
}
