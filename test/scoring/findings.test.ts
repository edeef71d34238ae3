import { findEngine } from '../../lib/scoring/catalogue';
import { summaries, type RegisteredEngine } from '../../lib/scoring/controller';
import { checkEngines } from '../../lib/scoring/engine-checks';
import { checkSecrets } from '../../lib/scoring/findings/auth-secret-missing';
import { checkConfigURL } from '../../lib/scoring/findings/config-url-unresolvable';
import { checkReachable } from '../../lib/scoring/findings/endpoint-unreachable';
import { checkControllers } from '../../lib/scoring/findings/hub-controller-missing';
import { checkInstallNamespace } from '../../lib/scoring/findings/install-namespace';
import { checkMasks } from '../../lib/scoring/findings/mask-matches-nothing';
import { checkDestination } from '../../lib/scoring/findings/score-without-destination';
import { checkItem } from '../../lib/scoring/findings/score-item-impossible';
import { checkItemLocal } from '../../lib/scoring/findings/score-item-local';
import { checkSkipped } from '../../lib/scoring/findings/scorer-skipped';
import { checkScoringConfig } from '../../lib/scoring/findings/scoring-config-unread';
import { checkScoringPath } from '../../lib/scoring/findings/scoring-path-missing';
import { checkSize } from '../../lib/scoring/findings/summaries-too-large';
import type { EngineFault } from '../../lib/scoring/engine-fault';
import { config, engine, registered, spec, worker01 } from './build';

const short = (problems: readonly EngineFault[]) =>
  problems.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
const of = (parts: Record<string, unknown>) => short(checkEngines([engine(parts)]));
const scoring = (parts: Record<string, unknown>) => ({ ...engine().scoring, ...parts });
const source = (parts: Record<string, unknown>) => ({ ...engine().source, ...parts });
const range = (min: number, max: number) => ({ ...engine().metadata, range: { min, max } });

test('an engine in order has no problem', () => {
  expect(checkEngines([engine()])).toEqual([]);
});

test('two engines with one id, one name and one score', () => {
  expect(checkEngines([engine(), engine()])).toMatchObject([
    { code: 'engine-id-taken', engine: 'cpu', message: 'got "cpu", which another engine has; choose an id of its own' },
    {
      code: 'engine-name-taken',
      message: 'got "cpu-scorer", the name of engine cpu too; each DynamicScorer needs its own',
    },
    {
      code: 'score-name-taken',
      path: ['scoring', 'name'],
      message: 'got "free_cpu"; engine cpu has it, and the agent would ask only one of the two; choose another name',
    },
  ]);
});

test('two score names that clean to one', () => {
  const other = engine({ id: 'b', name: 'b', scoring: scoring({ name: 'Free--CPU' }) });
  expect(short(checkEngines([engine(), other]))).toEqual([
    'score-name-taken scoring.name: got "Free--CPU"; it becomes "free-cpu", as does "free_cpu" of engine cpu; choose another name',
  ]);
});

test('an unknown placeholder', () => {
  expect(of({ dimensionFormat: '${app};${devise}', results: { type: 'unknown' } })).toEqual([
    'dimension-placeholder-unknown dimensionFormat: got "${devise}" at column 8 of the format; did you mean "${device}"?',
  ]);
});

test('a placeholder that the query leaves empty, and results that fall on one item', () => {
  expect(of({ dimensionFormat: '${pod}', source: source({ query: 'sum by (node) (x)' }) })).toEqual([
    'dimension-unfilled dimensionFormat: got ${pod}, but no result has the label "pod"; let the query group by it too, or leave the placeholder out',
    'dimension-overwritten dimensionFormat: got "${pod}", which does not tell apart results that differ in node; one of them remains at random: aggregate in the query, or add to the format',
  ]);
});

test('invalid PromQL, and nothing else about that engine that follows from it', () => {
  expect(of({ dimensionFormat: '${pod}', source: source({ query: 'sum(up);sum by (pod)) (x)' }) })).toEqual([
    'promql-invalid source.query: got a fault at column 21 of the query; ")" does not belong here',
  ]);
});

test('scores that cannot be stored, and scores that all become one', () => {
  expect(of({ metadata: range(0, 1000) })).toEqual([
    'score-range-unstorable metadata.range: got 0 to 1000; an AddOnPlacementScore holds -100 to 100: scale the score in the query or the scorer',
  ]);
  expect(of({ metadata: range(5, 1) })).toEqual([
    'score-range-unstorable metadata.range: got 5 to 1; write the lower end as min',
  ]);
  expect(of({ metadata: range(0, 0.9) })).toEqual([
    'score-constant metadata.range: got 0 to 0.9 percent; cut to whole numbers all values become 0: scale the score',
  ]);
  expect(of({ destination: 'None', metadata: range(0, 1000) })).toEqual([]);
});

test('times of zero, and too many points', () => {
  expect(of({ scoring: scoring({ interval: '0s' }) })).toEqual([
    'interval-zero scoring.interval: got "0s"; an interval is longer than zero, such as "30s"',
  ]);
  expect(of({ source: source({ range: '0s', step: '0m' }) })).toEqual([
    'source-window source.range: got "0s"; it must be longer than zero',
    'source-window source.step: got "0m"; it must be longer than zero',
  ]);
  expect(of({ source: source({ range: '30d', step: '1m' }) })).toEqual([
    'source-window source.step: got "1m", which makes 43200 points of "30d"; take at least "236s"',
  ]);
});

test('a mask that matches nothing', () => {
  const masks = [
    { clusterName: 'worker01', scoreName: 'free_cpu' },
    { clusterName: 'worker1', scoreName: 'free-cpu' },
  ];
  expect(short(checkMasks(masks, [engine()], ['worker01', 'worker02']))).toEqual([
    'mask-matches-nothing 1.clusterName: got "worker1", which masks nothing; did you mean "worker01"?',
    'mask-matches-nothing 1.scoreName: got "free-cpu", which masks nothing; did you mean "free_cpu"?',
  ]);
});

test('no path to post to', () => {
  const pathless = spec(engine(), { scoring: {} });
  expect(short(checkScoringPath('cpu', pathless))).toEqual([
    'scoring-path-missing spec.scoring.path: got no path; the agent would post to the bare host: set it, as in "/scoring"',
  ]);
  expect(checkScoringPath('cpu', pathless, { scoring: { path: '/s' } })).toEqual([]);
  expect(checkScoringPath('cpu', { ...pathless, configSyncMode: 'None' }, { scoring: { path: '/s' } })).toHaveLength(1);
});

test('a scorer that is left out for a field, however ill it is and whatever is masked', () => {
  const status: RegisteredEngine['status'] = { health: 'Unknown' };
  expect(short(checkSkipped({ ...registered(engine(), { location: undefined }), status }))).toEqual([
    'scorer-skipped spec.location: got nothing usable; the controller leaves this scorer out on every cluster: set Internal or External',
  ]);
  expect(checkSkipped({ ...registered(), status })).toEqual([]);
});

test('a Secret that a cluster lacks, a host that it cannot reach', () => {
  const auth = { name: 'token', key: 'token' };
  const one = registered(
    engine({ source: source({ auth }), scoring: scoring({ auth: { name: 'api', key: 'token' } }) }),
  );
  const cluster = { ...worker01, unreachable: ['http://scorer.example:8000'] };
  const tellings = summaries([one], config, cluster);
  expect(checkSecrets('worker01', tellings)).toMatchObject([
    {
      path: ['source', 'auth'],
      cluster: 'worker01',
      message:
        'got Secret token/token, which namespace dynamic-scoring of the cluster lacks; bring it there, or mask "free_cpu"',
    },
    { path: ['scoring', 'auth'], cluster: 'worker01' },
  ]);
  expect(short(checkReachable('worker01', tellings))).toEqual([
    'endpoint-unreachable scoring.host: got http://scorer.example:8000/scoring, which pods of the cluster cannot reach; expose it there, or mask "free_cpu"',
  ]);
});

test('a configURL that the hub cannot resolve', () => {
  const services = new Set(['static-scorer.dynamic-scoring']);
  const messages = (url: string) => checkConfigURL('cpu', url, services).map(({ message }) => message);
  expect(messages('http://static-scorer:8000/config')).toEqual([
    'got "http://static-scorer:8000/config"; a short name does not resolve in namespace open-cluster-management; write static-scorer.<namespace>.svc',
  ]);
  expect(messages('http://sample-scorer.dynamic-scoring.svc:8000/config')).toEqual([
    'got "http://sample-scorer.dynamic-scoring.svc:8000/config"; the hub has no such Service, and a cluster-local name is nothing to any other cluster: expose the scorer',
  ]);
  expect(messages('http://static-scorer.dynamic-scoring.svc.cluster.local:8000/config')).toEqual([]);
  expect(messages('http://172.18.0.3:30007/config')).toEqual([]);
  expect(messages('http://${IP}:8000/config')).toEqual([
    'got "http://${IP}:8000/config"; write scheme, host and path, as in "http://172.18.0.3:30007/config"',
  ]);
});

test('more than one ManifestWork holds', () => {
  const query = `sum(${Array.from({ length: 60_000 }, () => 'up').join('+')})`;
  const many = ['a', 'b', 'c'].map((id) =>
    registered(engine({ id, name: id, source: source({ query }), scoring: scoring({ name: id }) })),
  );
  expect(checkSize('worker01', summaries(many.slice(0, 2), config, worker01))).toEqual([]);
  expect(checkSize('worker01', summaries(many, config, worker01))).toMatchObject([
    {
      code: 'summaries-too-large',
      cluster: 'worker01',
      message: expect.stringMatching(/^got 54\d{4} bytes .* holds 512000/) as unknown,
    },
  ]);
});

test('the fixed names of the framework', () => {
  expect(short(checkInstallNamespace('scoring'))).toEqual([
    'install-namespace installNamespace: got "scoring"; the agent reads its ConfigMap in dynamic-scoring: install the add-on there',
  ]);
  expect(checkInstallNamespace('dynamic-scoring')).toEqual([]);
  const right = { name: 'dynamic-scoring-config', namespace: 'open-cluster-management' };
  expect(checkScoringConfig(right, 'open-cluster-management')).toEqual([]);
  expect(short(checkScoringConfig({ name: 'mine', namespace: 'default' }, 'open-cluster-management'))).toEqual([
    'scoring-config-unread metadata.name: got "mine"; the DynamicScoringConfig that counts has name "dynamic-scoring-config"',
    'scoring-config-unread metadata.namespace: got "default"; the DynamicScoringConfig that counts has namespace "open-cluster-management"',
  ]);
});

test('a hub without the resource controller', () => {
  expect(short(checkControllers([{ args: ['/dynamic-scoring-addon', 'controller'] }]))).toEqual([
    'hub-controller-missing : got no container that runs /manager; without the resource controller no DynamicScorer becomes Active and no cluster gets anything',
  ]);
});

describe('what a strategy cannot use', () => {
  const performance = findEngine('static/performance')!;
  test('an item that never exists', () => {
    expect(checkItem(performance, 'app01;all')).toEqual([]);
    expect(short(checkItem(performance, 'app1;all'))).toEqual([
      'score-item-impossible dimensionFormat: got "app1;all", which engine static/performance never writes; did you mean "app01;all"?',
    ]);
    expect(short(checkItem(findEngine('sample')!, 'node1'))).toEqual([
      'score-item-impossible dimensionFormat: got "node1", which engine sample never writes; items look like "${node};${namespace};${pod}"',
    ]);
  });

  test('an item whose name differs between clusters', () => {
    expect(checkItemLocal(performance)).toEqual([]);
    expect(short(checkItemLocal(findEngine('simple-prediction')!))).toEqual([
      'score-item-local dimensionFormat: got "${namespace}"; ${namespace} differs from cluster to cluster: use ${scoreName}, ${app} or ${device}',
    ]);
  });

  test('an engine that writes nowhere', () => {
    expect(checkDestination(engine())).toEqual([]);
    expect(checkDestination(engine({ destination: 'None' }))).toMatchObject([{ code: 'score-without-destination' }]);
  });
});
