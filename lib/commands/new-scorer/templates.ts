import { constantName } from '../new-plugin-files';
import type { OwnFleet } from './own-fleet';

const scoreName = (name: string) => name.replaceAll('-', '_');

/** A plug-in with one scorer of one engine that is right as it stands, to be changed into what is wanted. */
export function scorerModule(name: string): string {
  return `import type { ScorerData } from 'scorewright/plugin';

/** Share of idle processors of a cluster. */
export const ${constantName(name)}: ScorerData = {
  id: '${name}',
  // What a cluster runs; leave it out for a scorer that only runs elsewhere (external: URL).
  workload: {
    name: '${name}-scorer',
    namespace: 'dynamic-scoring',
    image: 'registry.example.com/${name}-scorer:1.0.0',
    port: 8000,
    healthPath: '/healthz',
    env: [],
    writesModelDir: false,
  },
  engines: [
    {
      // A new model gets a new id: whoever chooses by this one relies on what its numbers mean.
      id: '${name}',
      name: '${name}-scorer',
      description: 'Idle share of all processors of a cluster, in percent.',
      location: 'Internal',
      configPath: '/config',
      source: {
        type: 'Prometheus',
        host: 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090',
        // One series for each cluster, scaled to whole numbers between -100 and 100.
        query: '100 * avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))',
        range: '10m',
        step: '1m',
      },
      scoring: { path: '/scoring', name: '${scoreName(name)}', interval: '1m' },
      dimensionFormat: '\${scoreName}',
      results: { type: 'per-series' },
      metadata: {
        algorithm: 'arithmetic mean',
        features: ['idle_percent'],
        outputs: ['mean_idle_percent'],
        unit: 'percent',
        range: { min: 0, max: 100 },
        direction: 'higher-is-better',
      },
    },
  ],
};
`;
}

/**
 * Its test: whether the engines are sound, and what `/config` of the running scorer must answer.
 *
 * @param module the way to the scorer from the test
 */
export function scorerTest(name: string, module: string): string {
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEngines, expectedConfig, scorersOf } from 'scorewright/plugin';

const [scorer] = scorersOf(new URL('${module}', import.meta.url));

test('nothing is wrong with the engines of ${name}', () => {
  assert.deepEqual(checkEngines(scorer.engines), []);
});

test('the configuration that the scorer must answer names its engine and its score', () => {
  for (const engine of scorer.engines) {
    const { name, scoring } = expectedConfig(engine);
    assert.equal(name, engine.name);
    assert.equal(scoring.path, engine.scoring.path);
    assert.equal(scoring.params.name, engine.scoring.name);
  }
});
`;
}

/** The same for Jest, which tests this repository. */
export function jestTest(name: string, module: string): string {
  return `import { checkEngines, expectedConfig, scorerSchema } from 'scorewright';
import { ${constantName(name)} } from '${module.replace(/\.ts$/, '')}';

const scorer = scorerSchema.parse(${constantName(name)});

test('nothing is wrong with the engines of ${name}', () => {
  expect(checkEngines(scorer.engines)).toEqual([]);
});

test('the configuration that the scorer must answer names its engine and its score', () => {
  for (const engine of scorer.engines) {
    expect(expectedConfig(engine)).toMatchObject({
      name: engine.name,
      scoring: { path: engine.scoring.path, params: { name: engine.scoring.name } },
    });
  }
});
`;
}

/** What an environment says to use it: on one of its own clusters, under an address that all reach, or beside each agent. */
export function environmentLines(name: string, fleet: OwnFleet | undefined): readonly string[] {
  const { cluster = 'worker01', reached = true, scoring = true, monitored = true, nodePort = 30_010 } = fleet ?? {};
  const placed = reached ? `on: ${cluster}, expose: { nodePort: ${nodePort} }` : 'on: all, expose: cluster';
  return [
    `plugins: [./scorers/${name}.ts]`,
    ...(monitored ? [] : ['charts:', '  kube-prometheus-stack: { on: managed } # the engine asks its Prometheus']),
    'dynamic-scoring:',
    ...(scoring ? [] : ['  on: managed']),
    '  scorers:',
    `    ${name}: { ${placed} } # or { external: http://172.18.0.1:8000 }`,
  ];
}
