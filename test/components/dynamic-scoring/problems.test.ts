import { formatRef } from '../../../lib/model/ref';
import { expanded, findingsOf } from '../synthesized';
import { head, onWorker, thanos } from './fleet';

const sample = 'sample: { on: worker01, expose: { nodePort: 30007 } }';
const constant =
  'test.yaml:12:13 warning score-constant dynamic-scoring.scorers.sample: got 0 to 0.99 cores; cut to whole numbers all values become 0: scale the score';

/** The settings of the one engine of sample stand in line 15, from column 17 on. */
function engine(settings: string): string {
  return onWorker(`sample:
  on: worker01
  expose: { nodePort: 30007 }
  engines:
    sample: { values: { min: 0, max: 100 }, ${settings} }`);
}

test.each([
  [
    'a scorer without a place',
    onWorker('static: { expose: { skupper: 8000 } }'),
    'test.yaml:12:13 scorer-placement dynamic-scoring.scorers.static: got neither on nor external; write where it runs, in one of the two',
  ],
  [
    'a scorer in two places',
    onWorker('static: { on: worker01, external: "http://a:1" }'),
    'test.yaml:12:13 scorer-placement dynamic-scoring.scorers.static: got both on and external; write where it runs, in one of the two',
  ],
  [
    'a number for a program that runs elsewhere',
    onWorker('simple-prediction: { external: "http://10.0.0.1:8000", threshold: 1 }'),
    'test.yaml:12:71 scorer-placement dynamic-scoring.scorers.simple-prediction.threshold: got threshold beside external; it belongs to a scorer that is rendered: leave it out',
  ],
  [
    'a variable of another scorer',
    onWorker('static: { on: worker01, expose: { skupper: 8000 }, threshold: 1 }'),
    'test.yaml:12:56 unknown-key dynamic-scoring.scorers.static.threshold: got an unknown key; known keys: auth, engines, expose, external, for, image, nodeSelector, on, priorityClass, replicas, … (12 in all)',
  ],
  [
    'a program without what it must be told',
    onWorker('llm-forecast: { on: worker01, expose: { skupper: 8000 }, modelName: m }'),
    'test.yaml:12:19 missing-key dynamic-scoring.scorers.llm-forecast.inferenceEndpoint: got nothing; inferenceEndpoint is required: Completions URL of an OpenAI-compatible server, path included: http://host:8000/v1/completions.',
  ],
  [
    'a text for a number',
    onWorker('simple-prediction: { on: worker01, expose: { skupper: 8000 }, threshold: high }'),
    'test.yaml:12:78 wrong-type dynamic-scoring.scorers.simple-prediction.threshold: got "high"; expected a number',
  ],
  [
    'a token without a key',
    onWorker('static: { on: worker01, expose: { skupper: 8000 }, auth: api-auth-secret }'),
    'test.yaml:12:62 secret-key-syntax dynamic-scoring.scorers.static.auth: got "api-auth-secret"; write the name of a Secret and a key of it, such as api-auth-secret/token',
  ],
  [
    'another query without the range of its scores',
    onWorker(`sample:
  on: worker01
  expose: { nodePort: 30007 }
  engines:
    sample: { query: sum(up) }`),
    'test.yaml:16:17 missing-key dynamic-scoring.scorers.sample.engines.sample.values: got another query and no values; say what its scores lie between: values: { min: 0, max: 100 }',
  ],
  [
    'an unknown placeholder',
    engine('dimension: "${Node}"'),
    'test.yaml:16:60 dimension-placeholder-unknown dynamic-scoring.scorers.sample.engines.sample.dimension: got "${Node}" at column 1 of the format; did you mean "${node}"?',
  ],
  [
    'invalid PromQL',
    engine('query: sum(up)) by (node)'),
    'test.yaml:16:56 promql-invalid dynamic-scoring.scorers.sample.engines.sample.query: got a fault at column 8 of the query; ")" does not belong here',
  ],
  [
    'an interval of zero',
    engine('interval: 0s'),
    'test.yaml:16:59 interval-zero dynamic-scoring.scorers.sample.engines.sample.interval: got "0s"; an interval is longer than zero, such as "30s"',
  ],
  [
    'a step of too many points',
    engine('range: 30d, step: 1s'),
    'test.yaml:16:67 source-window dynamic-scoring.scorers.sample.engines.sample.step: got "1s", which makes 2592000 points of "30d"; take at least "236s"',
  ],
  [
    'scores that cannot be stored',
    engine('interval: 1m').replace('max: 100', 'max: 1000'),
    'test.yaml:16:27 score-range-unstorable dynamic-scoring.scorers.sample.engines.sample.values: got 0 to 1000; an AddOnPlacementScore holds -100 to 100: scale the score in the query or the scorer',
  ],
  [
    'a mask of no score',
    onWorker(
      'static: { on: worker01, expose: { skupper: 8000 } }',
      '  masks: [{ cluster: worker01, score: exampel_performance_score }]\n',
    ),
    'test.yaml:13:39 mask-matches-nothing dynamic-scoring.masks[0].score: got "exampel_performance_score", which masks nothing; did you mean "example_performance_score"?',
  ],
  [
    'a mask for a cluster without an agent',
    onWorker(
      'static: { on: worker01, expose: { skupper: 8000 } }',
      '  masks: [{ cluster: ocp01, score: example_performance_score }]\n',
    ),
    'test.yaml:13:22 mask-matches-nothing dynamic-scoring.masks[0].cluster: got "ocp01", which masks nothing; known: worker01',
  ],
  [
    'a Service that the hub does not see',
    onWorker('static: { on: worker01 }'),
    'test.yaml:12:13 endpoint-unreachable dynamic-scoring.scorers.static: got Service dynamic-scoring/static-scorer is reached only inside worker01; expose it by nodePort, skupper, route, loadBalancer or ingress',
  ],
  [
    'a Skupper address without a site',
    onWorker('static: { on: worker01, expose: { skupper: 8000 } }').replace('[hub01, worker01]', 'hub'),
    'test.yaml:12:37 endpoint-unreachable dynamic-scoring.scorers.static.expose: got cluster worker01 has no Skupper site, so address static-scorer does not exist there; link it by charts: { skupper: { on: all } }',
  ],
  [
    'a Route on kind',
    onWorker('static: { on: worker01, expose: { route: http } }'),
    'test.yaml:12:37 exposure-unfit dynamic-scoring.scorers.static.expose: got route on worker01, which is kind; only OpenShift has Routes: use nodePort, ingress or skupper',
  ],
  [
    'a cluster-local URL of an engine that runs elsewhere',
    onWorker('static: { external: "http://static-scorer.dynamic-scoring.svc:8000" }'),
    [
      'test.yaml:12:25 config-url-unresolvable dynamic-scoring.scorers.static.external: got "http://static-scorer.dynamic-scoring.svc:8000"; the hub has no such Service, and a cluster-local name is nothing to any other cluster: expose the scorer',
    ],
  ],
  [
    'a Prometheus that a cluster lacks, whoever asks it',
    onWorker(`${sample}
simple-prediction: { on: worker01, expose: { skupper: 8000 } }`).replace(
      'kube-prometheus-stack: { on: worker01 }, ',
      '',
    ),
    [
      'test.yaml:12:13 endpoint-unreachable dynamic-scoring.scorers.sample: got http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090/api/v1/query_range, which pods of the cluster cannot reach; run a Prometheus of that name there, or mask "sample_my_score" (on worker01)',
      constant,
      'test.yaml:13:24 warning dimension-overwritten dynamic-scoring.scorers.simple-prediction: got "${namespace}", which does not tell apart results that differ in node, pod; one of them remains at random: aggregate in the query, or add to the format',
    ],
  ],
  [
    'a token that only another cluster has',
    onWorker(
      'static: { on: worker01, expose: { skupper: 8000 }, auth: api-auth-secret/token }',
      'external: [{ on: hub01, kind: Secret, name: dynamic-scoring/api-auth-secret, why: made by hand }]\n',
    ),
    'test.yaml:12:62 auth-secret-missing dynamic-scoring.scorers.static.auth: got Secret api-auth-secret/token, which namespace dynamic-scoring of the cluster lacks; bring it there, or mask "example_performance_score" (on worker01)',
  ],
  [
    'agents on some clusters by the chart',
    onWorker('static: { on: worker01, expose: { skupper: 8000 } }').replace('rendered', 'chart'),
    'test.yaml:9:7 agents-everywhere dynamic-scoring.on: got 1 of 2 managed clusters, but the chart installs agents on all; write on: managed, or hub: rendered',
  ],
] as const)('%s is rejected, once', (_, text, findings) => {
  expect(findingsOf(text)).toEqual(typeof findings === 'string' ? [findings] : findings);
});

const both = `${head}${thanos}  - { on: worker01, kind: Secret, name: dynamic-scoring/api-auth-secret, why: made by hand }
dynamic-scoring:
  on: managed
  scorers:
    static: { on: ocp01, expose: { route: http }, auth: api-auth-secret/token }
`;

test('a token that one cluster has and another lacks is rejected, once for all engines of the scorer', () => {
  expect(findingsOf(both)).toEqual([
    'test.yaml:15:57 auth-secret-missing dynamic-scoring.scorers.static.auth: got Secret api-auth-secret/token, which namespace dynamic-scoring of the cluster lacks; bring it there, or mask "example_performance_score" (on ocp01)',
  ]);
});

test('a token that OpenShift issues to itself is asked of people on the other clusters', () => {
  const there = '  - { on: worker01, kind: Service, name: openshift-monitoring/thanos-querier, why: ours }\n';
  const text = `${head}${thanos}${there}dynamic-scoring:
  on: managed
  scorers:
    sample:
      on: ocp01
      expose: { route: http }
      engines:
        sample:
          prometheus: https://thanos-querier.openshift-monitoring.svc.cluster.local:9091
          sourceAuth: thanos/token
          query: avg(up)
          dimension: x
          values: { min: 0, max: 100 }
`;
  const needs = (more: string) =>
    expanded(text.replace('external:', `external:${more}`)).needs.flatMap(({ ref }) =>
      ref.kind === 'Secret' && ref.name === 'thanos' ? [`${ref.cluster} ${formatRef(ref)}`] : [],
    );
  expect(findingsOf(text)).toEqual([]);
  expect(needs('')).toEqual(['worker01 Secret dynamic-scoring/thanos#token']);
  const declared = '\n  - { on: worker01, kind: Secret, name: dynamic-scoring/thanos, why: ours }';
  expect(needs(declared)).toEqual(['worker01 Secret dynamic-scoring/thanos']);
});

describe("OpenShift's monitoring is asked with a token", () => {
  const asked = (settings: string, more = '', external = thanos) =>
    findingsOf(`${head}${external}dynamic-scoring:
  on: managed
  scorers:
    sample:
      on: ocp01
      expose: { route: http }
      engines:
        sample: { values: { min: 0, max: 100 }, ${settings} }
${more}`);
  const service = 'https://thanos-querier.openshift-monitoring.svc.cluster.local:9091';
  const both = `${thanos}  - { on: worker01, kind: Service, name: openshift-monitoring/thanos-querier, why: ours }\n`;
  const fix =
    "and OpenShift's monitoring answers nobody without a token; write sourceAuth: source-query-secret/token, which each OpenShift cluster issues by itself";

  test('where none is named, on the clusters of OpenShift', () => {
    expect(asked(`prometheus: "${service}"`, '', both)).toEqual([
      `test.yaml:19:61 source-unauthorized dynamic-scoring.scorers.sample.engines.sample.prometheus: got ${service} without sourceAuth, ${fix} (on ocp01)`,
    ]);
  });

  test('where it is taken away', () => {
    expect(asked(`prometheus: "${service}", sourceAuth: none`, '', both)).toEqual([
      `test.yaml:19:143 source-unauthorized dynamic-scoring.scorers.sample.engines.sample.sourceAuth: got none, while ${service} is asked, ${fix} (on ocp01)`,
    ]);
  });

  test('by a Route from everywhere', () => {
    const url = 'https://thanos-querier-openshift-monitoring.apps.ocp01.example.com';
    expect(asked(`prometheus: "${url}"`)).toEqual([
      `test.yaml:18:61 source-unauthorized dynamic-scoring.scorers.sample.engines.sample.prometheus: got ${url} without sourceAuth, ${fix} (on 2 clusters: ocp01, worker01)`,
    ]);
  });

  test('but not where it is masked, or named', () => {
    const mask = '  masks: [{ cluster: ocp01, score: sample_my_score }]\n';
    expect(asked(`prometheus: "${service}"`, mask, both)).toEqual([]);
    expect(asked(`prometheus: "${service}", sourceAuth: thanos/token`, '', both)).toEqual([]);
  });
});

test('a masked cluster needs no token, and no way to the scorer', () => {
  const masks = ['example_performance_score', 'example_powerconsumption_score']
    .map((score) => `    - { cluster: ocp01, score: ${score} }\n`)
    .join('');
  expect(findingsOf(`${both}  masks:\n${masks}`)).toEqual([]);
});

describe('by the chart, agents are on every managed cluster, of which the hub is one if it asks too', () => {
  const asking = (on: string) =>
    findingsOf(`environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
charts: { kube-prometheus-stack: { on: all } }
dynamic-scoring:
  on: ${on}
  scorers: { static: { on: worker01, expose: { nodePort: 30007 } } }
`);

  test.each(['all', 'managed', '[worker02, worker01]'])('on: %s', (on) => {
    expect(asking(on)).toEqual([]);
  });

  test.each([
    ['[hub01, worker01]', '2 of 3', 'all'],
    ['hub', '1 of 3', 'all'],
    ['worker02', '1 of 2', 'managed'],
  ])('on: %s leaves some out', (on, got, right) => {
    expect(asking(on)).toEqual([
      `test.yaml:9:7 agents-everywhere dynamic-scoring.on: got ${got} managed clusters, but the chart installs agents on all; write on: ${right}, or hub: rendered`,
    ]);
  });
});
