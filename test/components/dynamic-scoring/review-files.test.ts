import { parse } from 'yaml';
import { expansionOf } from '../environments';

const environment = (masks = '[]') => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
charts: { kube-prometheus-stack: { on: managed } }
dynamic-scoring:
  on: managed
  scorers:
    sample: { on: worker01, expose: { nodePort: 30007 } }
    static: { on: worker01, expose: { nodePort: 30008 } }
  masks: ${masks}
`;

interface Told {
  readonly clusters?: readonly string[];
  readonly engines: Readonly<Record<string, Readonly<Record<string, unknown>> & { agents?: Record<string, unknown> }>>;
}

function files(text: string): Record<string, string> {
  return Object.fromEntries(Array.from(expansionOf(text).files, ({ path, text: content }) => [path, content]));
}
const read = (text: string, path: string) => parse(files(text)[path] ?? '') as Told;

test('the catalogue says what all agents are told; only a group that is told otherwise has a file', () => {
  expect(Object.keys(files(environment()))).toEqual(['scoring/catalogue.yaml']);
  const masked = environment('[{ cluster: worker02, score: sample_my_score }]');
  expect(Object.keys(files(masked))).toEqual(['scoring/catalogue.yaml', 'scoring/groups/worker02.yaml']);
});

test('clusters that are told alike share a file, and a thousand of them share it, too', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `edge-${index}`);
  const many = environment('[{ on: [edge-7, edge-70], score: sample_my_score }]').replace(
    'clusters:\n',
    `clusters:\n${names.map((name) => `  ${name}: { platform: kind }\n`).join('')}`,
  );
  expect(Object.keys(files(many))).toEqual(['scoring/catalogue.yaml', 'scoring/groups/edge-7.yaml']);
  expect(read(many, 'scoring/groups/edge-7.yaml').clusters).toEqual(['edge-7', 'edge-70']);
});

test('the catalogue is YAML that says what a strategy must know', () => {
  const { engines } = read(environment(), 'scoring/catalogue.yaml');
  expect(Object.keys(engines)).toEqual(['sample', 'static/performance', 'static/powerconsumption']);
  expect(engines['static/performance']).toMatchObject({
    scorer: 'static',
    dynamicScorer: 'example-performance-scorer',
    configURL: 'http://172.18.0.3:30008/performance/config',
    addOnPlacementScore: 'example-performance-score',
    metadata: { range: '10 to 80', goal: 'performance' },
  });
  expect(engines['static/performance']?.items).toContain('app01;all');
});

test('a cluster is told of each engine, every value with its field', () => {
  const text = files(environment())['scoring/catalogue.yaml'] ?? '';
  expect((parse(text) as Told).engines.sample?.agents).toMatchObject({
    told: true,
    scoreName: 'sample_my_score',
    scoringEndpoint: 'http://172.18.0.3:30007/scoring',
    sourceRange: 3600,
    agent: { worker: 'sample_my_score', queries: 1, addOnPlacementScore: '<cluster>/sample-my-score' },
  });
  expect(text).toContain('scoreName: sample_my_score # status.lastSyncedConfig.scoring.params.name\n');
  expect(text).toContain('# spec.scoring.host, status.lastSyncedConfig.scoring.path\n');
});

test('an engine without a source has no query, and is told without one', () => {
  const agents = read(environment(), 'scoring/catalogue.yaml').engines['static/performance']?.agents;
  expect(agents).not.toHaveProperty('sourceQuery');
  expect(agents).toMatchObject({ sourceType: 'None', agent: { queries: 0 } });
});

test('an engine that falls silent stands there with the reason, on that cluster only', () => {
  const masked = environment('[{ cluster: worker02, score: sample_my_score }]');
  expect(read(masked, 'scoring/groups/worker02.yaml').engines).toEqual({
    sample: { told: false, why: 'a mask of the environment' },
  });
  expect(files(masked)['scoring/catalogue.yaml']).not.toContain('told: false');
});

test('a text that YAML would read as a number or a word stays text', () => {
  const { engines } = read(environment(), 'scoring/catalogue.yaml');
  const metadata = engines.sample?.metadata as Record<string, unknown>;
  expect(Object.values(metadata).every((value) => typeof value === 'string')).toBe(true);
});
