import { evaluate } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { embedded } from '../../../lib/constructs/embedded';
import { loadEnvironment } from '../../../lib/environment/loader';
import { Source } from '../../../lib/environment/source';
import type { Manifest } from '../../../lib/model/manifest';
import { schemaFaults } from '../../../lib/schema/schema-faults';
import { builtIn } from '../../../lib/scoring/catalogue';
import { defineScorer } from '../../../lib/scoring/scorer';
import { expand } from '../../../lib/synth/expand';
import { composedSchema } from '../../../lib/synth/load';
import { engine } from '../../scoring/build';
import { builtUnit, expansionOf, findingsOf } from '../environments';

const environment = (strategies: string, masks = '[]', labels = '{}') => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3, labels: ${labels} }
  worker02: { platform: kind, address: 172.18.0.4 }
charts: { kube-prometheus-stack: { on: managed } }
dynamic-scoring:
  on: managed
  scorers:
    static: { on: worker01, expose: { nodePort: 30008 } }
    simple-prediction:
      on: worker01
      expose: { nodePort: 30009 }
      auth: none
      engines: { simple-prediction: { dimension: '\${scoreName}', query: avg(busy), values: { min: 0, max: 100 } } }
  masks: ${masks}
strategies:
${strategies}`;

const item = 'item: { app: app01, device: all }';
const perf = (rest = '', name = 'web') =>
  `  ${name}: { goal: performance, engines: { static/performance: 10 }, ${item}, clusters: 1${rest} }\n`;

/** CEL knows whole numbers, which JavaScript writes as bigints. */
const whole = (numbers: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, BigInt(value)]));

interface Placement extends Manifest {
  readonly spec: {
    readonly prioritizerPolicy: { readonly mode: string; readonly configurations: readonly unknown[] };
    readonly [field: string]: unknown;
  };
}

const objects = (text: string) => builtUnit(expansionOf(text), 'strategies').map(({ manifest }) => manifest);
const placementOf = (text: string) => objects(text).find(({ kind }) => kind === 'Placement') as Placement;
const addOn = (resourceName: string, scoreName: string, weight: number) => ({
  scoreCoordinate: { type: 'AddOn', addOn: { resourceName, scoreName } },
  weight,
});

test('a strategy is a Placement in mode Exact by the score as the agent writes it', () => {
  const placement = placementOf(environment(perf()));
  expect(placement.metadata).toMatchObject({ name: 'web', namespace: 'strategies' });
  expect(placement.spec).toEqual({
    numberOfClusters: 1,
    clusterSets: ['global'],
    prioritizerPolicy: {
      mode: 'Exact',
      configurations: [addOn('example-performance-score', 'app01;all', 10)],
    },
  });
});

test('another engine is one word, whatever the format of its items', () => {
  const other = environment(`  web: { goal: performance, engines: { simple-prediction: 10 }, ${item}, clusters: 1 }\n`);
  expect(placementOf(other).spec.prioritizerPolicy.configurations).toEqual([
    // Lower is better, and a Placement prefers the higher number.
    addOn('simple-prediction-score', 'simple_prediction_score', -10),
  ]);
});

test('stickiness, labels, sets and tolerations are the Placement’s own', () => {
  const { spec } = placementOf(
    environment(
      perf(
        ', stickiness: 3, labels: { zone: a }, clusterSets: [edge, core], tolerations: [{ key: gpu, operator: Exists }]',
      ),
      '[]',
      '{ zone: a }',
    ),
  );
  expect(spec.prioritizerPolicy.configurations.at(-1)).toEqual({
    scoreCoordinate: { type: 'BuiltIn', builtIn: 'Steady' },
    weight: 3,
  });
  expect(spec).toMatchObject({
    clusterSets: ['edge', 'core'],
    predicates: [{ requiredClusterSelector: { labelSelector: { matchLabels: { zone: 'a' } } } }],
    tolerations: [{ key: 'gpu', operator: 'Exists' }],
  });
});

test('each set is bound once in the namespace of the strategies, and one that OCM does not make is needed', () => {
  const text = environment(perf(', clusterSets: [global, edge]') + perf(', clusterSets: [edge]', 'api'));
  const bindings = objects(text).filter(({ kind }) => kind === 'ManagedClusterSetBinding');
  expect(bindings.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([
    'strategies/edge',
    'strategies/global',
  ]);
  const needs = expansionOf(text).needs.filter(({ ref }) => ref.kind === 'ManagedClusterSet');
  expect(needs.map(({ ref }) => ref.name)).toEqual(['edge']);
});

test('balanced weighs an engine of each goal', () => {
  const text = environment(
    `  mix: { goal: balanced, engines: { static/powerconsumption: 3, static/performance: 7 }, ${item}, clusters: 2 }\n`,
  );
  expect(placementOf(text).spec.prioritizerPolicy.configurations).toEqual([
    addOn('example-performance-score', 'app01;all', 7),
    addOn('example-powerconsumption-score', 'app01;all', 3),
  ]);
});

test('every weight comes out as it went in, in any order of the file', () => {
  const weights = fc.record({
    'static/performance': fc.integer({ min: 1, max: 10 }),
    'static/powerconsumption': fc.integer({ min: 1, max: 10 }),
  });
  fc.assert(
    fc.property(weights, fc.boolean(), (chosen, reversed) => {
      const entries = Object.entries(chosen);
      const engines = JSON.stringify(Object.fromEntries(reversed ? entries.reverse() : entries));
      const { configurations } = placementOf(
        environment(`  mix: { goal: balanced, engines: ${engines}, ${item}, clusters: 1 }\n`),
      ).spec.prioritizerPolicy;
      expect(configurations).toMatchObject([
        { weight: chosen['static/performance'] },
        { weight: chosen['static/powerconsumption'] },
      ]);
    }),
    { numRuns: 10 },
  );
});

describe('the workload', () => {
  const replicaSet = (workload: string) =>
    objects(environment(perf(`, workload: ${workload}`))).find(
      ({ kind }) => kind === 'ManifestWorkReplicaSet',
    ) as Manifest & {
      readonly spec: {
        readonly placementRefs: readonly object[];
        readonly manifestWorkTemplate: {
          readonly manifestConfigs: readonly {
            readonly conditionRules?: readonly {
              readonly condition: string;
              readonly celExpressions: readonly string[];
            }[];
          }[];
          readonly workload: { readonly manifests: readonly Manifest[] };
        };
      };
    };

  test('travels in a ManifestWorkReplicaSet beside the Placement, valid inside and out', () => {
    const { spec, ...rest } = replicaSet('{ image: "quay.io/acme/web:1", port: 8080, replicas: 2 }');
    expect(schemaFaults({ spec, ...rest })).toEqual([]);
    expect(rest.metadata).toMatchObject({ name: 'web', namespace: 'strategies' });
    expect(spec.placementRefs).toEqual([
      { name: 'web', rolloutStrategy: { type: 'All', all: { progressDeadline: 'None' } } },
    ]);
    const [namespace, deployment] = spec.manifestWorkTemplate.workload.manifests;
    expect(namespace).toMatchObject({ kind: 'Namespace', metadata: { name: 'web' } });
    expect(deployment).toMatchObject({
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'web' },
      spec: { replicas: 2 },
    });
  });

  test('goes on, a few clusters at a time, by the condition that tells when one is done', () => {
    const { spec } = replicaSet('{ image: "quay.io/acme/web:1", atOnce: 25% }');
    expect(spec.placementRefs).toEqual([
      {
        name: 'web',
        rolloutStrategy: {
          type: 'Progressive',
          progressive: { maxConcurrency: '25%', maxFailures: 0, progressDeadline: '10m' },
        },
      },
    ]);
    const conditions = spec.manifestWorkTemplate.manifestConfigs.flatMap(({ conditionRules = [] }) => conditionRules);
    expect(conditions.map(({ condition }) => condition)).toEqual(['Progressing', 'Degraded']);
  });

  test.each([
    ['no status yet', undefined, true],
    ['an older generation', { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 }, true],
    [
      'pods of an older template',
      { observedGeneration: 2, replicas: 3, updatedReplicas: 2, availableReplicas: 3 },
      true,
    ],
    [
      'a pod that is not available',
      { observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 1 },
      true,
    ],
    ['none available', { observedGeneration: 2, replicas: 2, updatedReplicas: 2 }, true],
    ['all new and available', { observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2 }, false],
  ])('with %s the rollout counts as progressing: the condition says so', (_, status, progressing) => {
    const { spec } = replicaSet('{ image: "quay.io/acme/web:1" }');
    const rules = spec.manifestWorkTemplate.manifestConfigs.flatMap(({ conditionRules = [] }) => conditionRules);
    const rule = rules.find(({ condition }) => condition === 'Progressing');
    const object = { metadata: { generation: 2n }, spec: { replicas: 2n }, ...(status && { status: whole(status) }) };
    expect(evaluate(rule?.celExpressions[0] ?? '', { object })).toBe(progressing);
  });

  test('needs the feature gate, which is alpha', () => {
    const { needs } = expansionOf(environment(perf(', workload: { image: "quay.io/acme/web:1" }')));
    expect(needs.find(({ ref }) => ref.kind === 'ClusterManager')?.why).toContain('ManifestWorkReplicaSet enabled');
    expect(expansionOf(environment(perf())).needs.some(({ ref }) => ref.kind === 'ClusterManager')).toBe(false);
  });
});

test('what is embedded is no object of its own', () => {
  expect(embedded(() => undefined)).toEqual([]);
});

describe('refused:', () => {
  const lines = (strategies: string, masks = '[]', labels = '{}') =>
    findingsOf(environment(strategies, masks, labels)).map((line) => line.replace('environments/test.yaml:', ''));
  const by = (engine: string, rest = `goal: performance, ${item}, clusters: 1`) =>
    `  web: { engines: { ${engine}: 10 }, ${rest} }\n`;

  test('an engine that nobody has', () => {
    expect(lines(by('static/perfomance'))).toEqual([
      '19:21 unknown-key strategies.web.engines["static/perfomance"]: got an unknown key; did you mean "static/performance"?',
    ]);
  });

  test('an engine that the environment does not register', () => {
    expect(lines(by('ai-workload/performance'))).toEqual([
      '19:46 engine-not-registered strategies.web.engines["ai-workload/performance"]: got ai-workload/performance, which this environment does not register; add dynamic-scoring.scorers.ai-workload',
    ]);
  });

  test('a scorer that nobody reaches, and not the strategy that follows from it', () => {
    const text = environment(by('static/performance')).replace('{ nodePort: 30008 }', '{ route: edge }');
    expect(findingsOf(text).filter((line) => !line.includes(' warning '))).toEqual([
      expect.stringContaining('dynamic-scoring.scorers.static.expose: got route on worker01'),
    ]);
  });

  test('an item that the format can never produce', () => {
    expect(
      lines(by('static/performance', 'goal: performance, item: { app: app03, device: all }, clusters: 1')),
    ).toEqual([
      expect.stringMatching(
        /^19:41 score-item-impossible strategies\.web\.engines\["static\/performance"\]: got "app03;all", which engine static\/performance never writes; did you mean "app0[12];all"\?$/,
      ),
    ]);
  });

  test('an item that is named by half', () => {
    expect(lines(by('static/performance', 'goal: performance, item: { app: app01 }, clusters: 1'))).toEqual([
      '19:41 score-item-incomplete strategies.web.engines["static/performance"]: got no device; engine static/performance writes items app01;all, app02;all, app01;3g.48gb, app02;3g.48gb, app01;2g.24gb, app02;2g.24gb: name one by item: { device: … }',
    ]);
  });

  test('an engine that is masked on every candidate', () => {
    const clusters = ['worker01', 'worker02'];
    const all = JSON.stringify(clusters.map((cluster) => ({ cluster, score: 'example_performance_score' })));
    expect(lines(by('static/performance'), all)).toContainEqual(
      '19:41 engine-masked-everywhere strategies.web.engines["static/performance"]: got static/performance, whose score "example_performance_score" no candidate (worker01, worker02) has: masked, or without an agent; take away a mask or choose another engine',
    );
  });

  test('a cluster without a score that would win for that', () => {
    const masks = '[{ cluster: worker02, score: simple_prediction_score }]';
    expect(lines(by('simple-prediction'), masks)).toEqual([
      '19:40 unscored-cluster-wins strategies.web.engines.simple-prediction: got simple-prediction, for which lower scores are better, while worker02 has none and counts as 0, the best; have it scored, or keep it out by labels',
    ]);
    const kept = by('simple-prediction', `goal: performance, ${item}, clusters: 1, labels: { zone: a }`);
    expect(lines(kept, masks, '{ zone: a }')).toEqual([]);
    expect(lines(by('static/performance'), '[{ cluster: worker02, score: example_performance_score }]')).toEqual([]);
  });

  test('an engine of another goal', () => {
    expect(lines(by('static/powerconsumption'))).toEqual([
      '19:46 strategy-goal strategies.web.engines["static/powerconsumption"]: got static/powerconsumption, which serves energy, for goal performance; engines of that goal: static/performance, ai-workload/performance',
    ]);
  });

  test('a balance of one goal', () => {
    expect(lines(by('static/performance', `goal: balanced, ${item}, clusters: 1`))).toEqual([
      '19:19 strategy-goal strategies.web.engines: got static/performance for goal balanced; weigh an engine for energy too',
    ]);
  });

  test('more clusters than there are', () => {
    expect(lines(by('static/performance', `goal: performance, ${item}, clusters: 3`))).toEqual([
      expect.stringContaining(
        'strategy-clusters strategies.web.clusters: got 3, but there are 2 candidates (worker01, worker02); ask for fewer clusters',
      ),
    ]);
  });

  test('clusters where none has the labels', () => {
    expect(
      lines(by('static/performance', `goal: performance, ${item}, clusters: 1, labels: { zone: nowhere }`)),
    ).toEqual([
      expect.stringContaining(
        'strategy-clusters strategies.web.clusters: got 1, but no managed cluster has these labels; choose others',
      ),
    ]);
  });

  test.each([
    ['{ operator: Exists }', []],
    ['{ key: gpu, value: a100 }', []],
    ['{ value: a100 }', ['without a key it tolerates nothing; name one, or write operator: Exists']],
    [
      '{ key: gpu, operator: Exists, value: a100 }',
      ['Exists asks for no value; leave it out, or write operator: Equal'],
    ],
  ])('the toleration %s', (toleration, messages) => {
    const found = lines(
      by('static/performance', `goal: performance, ${item}, clusters: 1, tolerations: [${toleration}]`),
    );
    expect(found).toEqual(messages.map((message) => expect.stringContaining(message) as unknown));
  });

  test('more clusters than there are, where the hub has an agent and so is one of them', () => {
    const withHub = (clusters: number) =>
      findingsOf(
        environment(perf().replace('clusters: 1', `clusters: ${clusters}`)).replaceAll('on: managed', 'on: all'),
      );
    expect(withHub(3)).toEqual([]);
    expect(withHub(4)).toEqual([
      expect.stringContaining('got 4, but there are 3 candidates (hub01, worker01, worker02); ask for fewer clusters'),
    ]);
  });

  test('a name that is too long for the label of what carries a workload', () => {
    const named = (length: number, rest = '') => findingsOf(environment(perf(rest, 'n'.repeat(length))));
    const workload = ', workload: { image: registry.example.com/web:1 }';
    expect(named(63)).toEqual([]);
    expect(named(52, workload)).toEqual([]);
    expect(named(53, workload)).toEqual([
      `environments/test.yaml:19:58 name-syntax strategies.${'n'.repeat(53)}: got 53 characters; Open Cluster Management keeps strategies.NAME in a label of what carries the workload, so the name has at most 52`,
    ]);
  });

  test('a weight outside of what a Placement takes', () => {
    expect(lines(perf().replace('static/performance: 10', 'static/performance: 11'))[0]).toContain(
      'value-range strategies.web.engines["static/performance"]: got 11;',
    );
  });
});

describe('by engines of the environment’s own making, refused:', () => {
  const overridden = (engines: string, scorers: string) =>
    findingsOf(
      `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
charts: { kube-prometheus-stack: { on: managed } }
dynamic-scoring:
  on: managed
  scorers: { ${scorers} }
strategies:
  web: { goal: performance, engines: { ${engines}: 1 }, clusters: 1 }
`,
    ).map((line) => line.replace('environments/test.yaml:', ''));
  const sample = (engines: string) => `sample: { on: worker01, expose: { nodePort: 30007 }, engines: ${engines} }`;

  test('a name that differs between clusters', () => {
    expect(overridden('sample', sample('{ sample: { values: { min: 0, max: 100 } } }'))).toEqual([
      '11:48 score-item-local strategies.web.engines.sample: got "${node};${namespace};${pod}"; ${node}, ${namespace}, ${pod} differs from cluster to cluster: use ${scoreName}, ${app} or ${device}',
    ]);
  });

  test('scores that go nowhere but into the metric', () => {
    const silent = defineScorer({
      id: 'silent',
      engines: [{ ...engine(), id: 'silent', destination: 'None' }],
    });
    const source = new Source(
      'environments/test.yaml',
      environment('  web: { goal: performance, engines: { silent: 1 }, clusters: 1 }\n').replace(
        '  scorers:\n',
        '  scorers:\n    silent: { external: "http://172.18.0.1:8000" }\n',
      ),
    );
    const scorers = [...builtIn, silent];
    const { settings } = loadEnvironment('test', source, (names) => composedSchema(names, scorers));
    const { findings } = expand(settings!, source, scorers);
    expect(findings.map((finding) => [finding.code, finding.path, finding.message])).toContainEqual([
      'score-without-destination',
      'strategies.web.engines.silent',
      'got "None"; a strategy needs an engine that writes AddOnPlacementScores',
    ]);
  });

  test('scores that all become 0', () => {
    expect(
      overridden(
        'sample',
        sample(`{ sample: { query: 'avg(idle)', values: { min: 0, max: 0.9 }, dimension: '\${scoreName}' } }`),
      ),
    ).toContainEqual(
      '11:48 score-constant strategies.web.engines.sample: got an engine with 0 to 0.9 cores, which leaves only 0 as a whole number; it prefers no cluster',
    );
  });
});
