import { stringify } from 'yaml';

/** Files of an environments folder, by their names. */
export type Files = Readonly<Record<string, string>>;

const clusters = {
  'hub-1': { platform: 'kind', role: 'hub', address: '172.18.0.2' },
  'worker-1': { platform: 'kind', address: '172.18.0.3' },
  'worker-2': { platform: 'kind', address: '172.18.0.4' },
};

/** An environment with nothing but a hub, two workers and what is measured. */
function environment(name: string, blocks: object, fleet: object = clusters): string {
  return stringify({
    environment: name,
    clusters: fleet,
    ...blocks,
    rules: {
      'mutable-image-tag': { severity: 'off', reason: 'upstream publishes moving tags only' },
    },
    gitops: { repoURL: 'https://github.com/acme/fleet.git', revision: 'main', path: 'dist' },
  });
}

const staticScorer = { static: { on: 'hub-1', expose: { nodePort: 30001 } } };

/** Environments that grow in one thing, and are right at every size. */
export const grown: Readonly<Record<string, (size: number) => Files>> = {
  scorers: (size) => ({
    'fleet.yaml': environment('fleet', {
      plugins: ['./own.js'],
      'dynamic-scoring': {
        on: 'managed',
        scorers: Object.fromEntries(
          numbers(size).map((at) => [`own-${at}`, { external: `http://own-${at}.example.com:8000` }]),
        ),
      },
    }),
    'own.js': `exports.scorers = ${JSON.stringify(numbers(size).map(scorer))};\n`,
  }),
  strategies: (size) => ({
    'fleet.yaml': environment('fleet', {
      'dynamic-scoring': { on: 'managed', scorers: staticScorer },
      strategies: Object.fromEntries(
        numbers(size).map((at) => [
          `strategy-${at}`,
          {
            goal: 'performance',
            clusters: 1,
            engines: { 'static/performance': 1 + (at % 10) },
            item: { app: 'app01', device: 'all' },
          },
        ]),
      ),
    }),
  }),
  masks: (size) => ({
    'fleet.yaml': environment(
      'fleet',
      {
        'dynamic-scoring': {
          on: 'managed',
          scorers: staticScorer,
          masks: numbers(size).map((at) => ({ cluster: `worker-${at}`, score: 'example_performance_score' })),
        },
      },
      {
        'hub-1': clusters['hub-1'],
        ...Object.fromEntries(
          numbers(2001).map((at) => [`worker-${at}`, { platform: 'kind', address: `10.1.${at >> 8}.${at & 255}` }]),
        ),
      },
    ),
  }),
  externals: (size) => ({
    'fleet.yaml': environment('fleet', {
      'dynamic-scoring': { on: 'managed', scorers: staticScorer },
      external: numbers(size).map((at) => ({
        on: 'all',
        kind: 'Secret',
        name: `demo/secret-${at}`,
        why: 'made by hand',
      })),
    }),
  }),
  patches: (size) => ({
    'fleet.yaml': environment('fleet', {
      'dynamic-scoring': { on: 'managed', scorers: staticScorer },
      patches: numbers(size).map((at) => ({
        target: { on: 'hub-1', kind: 'Deployment', name: 'dynamic-scoring/static-scorer' },
        ops: [{ op: 'add', path: `/metadata/labels/label-${at}`, value: 'x' }],
      })),
    }),
  }),
  'environment files': (size) =>
    Object.fromEntries(
      numbers(size).map((at) => [
        `fleet-${at}.yaml`,
        environment(
          `fleet-${at}`,
          {
            'dynamic-scoring': { on: 'managed', scorers: { static: { on: `hub-${at}`, expose: { nodePort: 30001 } } } },
          },
          {
            [`hub-${at}`]: { ...clusters['hub-1'], address: `10.2.${at >> 8}.${at & 255}` },
            [`worker-${at}`]: { platform: 'kind', address: `10.3.${at >> 8}.${at & 255}` },
          },
        ),
      ]),
    ),
};

function numbers(size: number): number[] {
  return Array.from({ length: size }, (_, at) => at);
}

function scorer(at: number): object {
  return {
    id: `own-${at}`,
    engines: [
      {
        id: `own-${at}`,
        name: `own-${at}`,
        description: 'One of many.',
        location: 'External',
        configSyncMode: 'None',
        configPath: '/config',
        source: { type: 'None' },
        scoring: { path: '/scoring', name: `own_score_${at}`, interval: '1m' },
        dimensionFormat: '${scoreName}',
        results: { type: 'fixed', items: [{ labels: {}, score: 1 + (at % 100) }] },
        metadata: {
          algorithm: 'table',
          features: [],
          outputs: ['points'],
          unit: 'points',
          range: { min: 0, max: 100 },
          direction: 'higher-is-better',
          goal: 'performance',
        },
      },
    ],
  };
}
