import { leftBehind, metricLabels, scoreItems, unreachedChanges } from '../../lib/scoring/agent';
import { builtIn, enginesOf, findEngine } from '../../lib/scoring/catalogue';
import { startsRound, summariesText, toldInRound } from '../../lib/scoring/config-map';
import { summaries, type RegisteredEngine, type Telling } from '../../lib/scoring/controller';
import { variesByCluster } from '../../lib/scoring/dimension-format';
import { missingControllers } from '../../lib/scoring/framework';
import { statusAfterRound } from '../../lib/scoring/health';
import { cleanScoreName } from '../../lib/model/score-name';
import { constantAfterCut, stored } from '../../lib/scoring/score-range';
import type { AgentCluster } from '../../lib/scoring/summary';
import { config, engine, registered, spec, worker01 } from './build';

type Sent = Extract<Telling, { type: 'sent' }>;

function tell(one: RegisteredEngine, cluster: AgentCluster = worker01): Telling {
  return summaries([one], config, cluster)[0]!;
}

function sent(one: RegisteredEngine, cluster?: AgentCluster): Sent {
  const telling = tell(one, cluster);
  if (telling.type !== 'sent') throw new Error(`skipped: ${telling.reason}`);
  return telling;
}

const skipped = (reason: string) => expect.objectContaining({ type: 'skipped', reason }) as unknown;

test('fact 1: a scorer without location or destination is left out', () => {
  expect(tell(registered(engine(), { location: undefined }))).toEqual(skipped('no-location'));
  expect(tell(registered(engine(), { scoreDestination: undefined }))).toEqual(skipped('no-destination'));
});

test('fact 2: without a path the agent posts to the bare host', () => {
  const one = registered(engine({ configSyncMode: 'None' }));
  const { params } = one.spec.scoring!;
  const { summary } = sent({ ...one, spec: { ...one.spec, scoring: { params: params! } } });
  expect(summary.scoringEndpoint).toEqual({ value: 'http://scorer.example:8000', from: ['spec.configURL'] });
});

test('fact 3: scoring.host in the answer sends score requests to source.host', () => {
  const one = registered();
  const synced = one.status.lastSyncedConfig!;
  const lastSyncedConfig = { ...synced, scoring: { ...synced.scoring, host: 'http://scorer.example:8000' } };
  const { summary } = sent({ ...one, status: { health: 'Active', lastSyncedConfig } });
  expect(summary.scoringEndpoint).toEqual({
    value: 'http://prometheus.monitoring.svc:9090/scoring',
    from: ['status.lastSyncedConfig.source.host', 'status.lastSyncedConfig.scoring.path'],
  });
  const withoutSource = { ...lastSyncedConfig, source: { ...synced.source, host: null } };
  expect(tell({ ...one, status: { health: 'Active', lastSyncedConfig: withoutSource } })).toEqual(
    skipped('scoring-endpoint-invalid'),
  );
});

describe('fact 4', () => {
  test('fact 4: what the scorer answers comes before what the DynamicScorer says', () => {
    const lastSyncedConfig = {
      source: { type: 'Prometheus', params: { query: 'max(up)', range: 60, step: 5 } },
      scoring: { params: { name: 'other_name', interval: 7 } },
    };
    const { summary } = sent({ ...registered(), status: { health: 'Active', lastSyncedConfig } });
    expect(summary.scoreName).toEqual({ value: 'other_name', from: ['status.lastSyncedConfig.scoring.params.name'] });
    expect([summary.sourceQuery.value, summary.sourceRange.value, summary.sourceStep.value]).toEqual([
      'max(up)',
      60,
      5,
    ]);
    expect(summary.scoringInterval.value).toBe(7);
    expect(summary.sourceEndpoint).toEqual({
      value: 'http://prometheus.monitoring.svc:9090/api/v1/query_range',
      from: ['spec.source.host', 'spec.source.path'],
    });
  });

  const none = registered(engine({ configSyncMode: 'None' }));
  const params = none.spec.source!.params!;
  test.each([
    ['no-source-type', { source: { ...none.spec.source, type: undefined } }],
    ['no-score-name', { scoring: { ...none.spec.scoring, params: undefined } }],
    ['no-interval', { scoring: { ...none.spec.scoring, params: { name: 'free_cpu', interval: 0 } } }],
    ['no-query', { source: { ...none.spec.source, params: { ...params, query: '' } } }],
    ['no-range', { source: { ...none.spec.source, params: { ...params, range: 0 } } }],
    ['no-step', { source: { ...none.spec.source, params: { ...params, step: 0 } } }],
  ])('fact 4: under None a scorer with %s is left out', (reason, changes) => {
    expect(tell({ ...none, spec: { ...none.spec, ...changes } as typeof none.spec })).toEqual(skipped(reason));
  });

  test('fact 4: under None a missing host is not a reason, but the host of configURL is asked', () => {
    const source = { type: 'Prometheus', path: '/api/v1/query_range', params } as const;
    const { summary } = sent({ ...none, spec: { ...none.spec, source } });
    expect(summary.sourceEndpoint.value).toBe('http://scorer.example:8000/api/v1/query_range');
  });

  test('fact 4: the synced config stays and wins after a switch from Full to None', () => {
    const full = statusAfterRound(
      { configSyncMode: 'Full' },
      answer({ scoring: { params: { name: 'old', interval: 5 } } }),
    );
    const status = statusAfterRound({ configSyncMode: 'None' }, { status: 200, body: '' }, full);
    expect(sent({ ...none, status }).summary.scoreName.value).toBe('old');
  });
});

describe('fact 5', () => {
  const twins = ['a', 'b'].map((id) => registered(engine({ id, name: `${id}-scorer`, description: id })));
  test('fact 5: two scorers with one score name share a worker, which works by the first', () => {
    const workers = summaries(twins, config, worker01).map((telling) => (telling as Sent).worker);
    expect(workers.map(({ key, worksBy, sharedWith }) => ({ key, worksBy, sharedWith }))).toEqual([
      { key: 'free_cpu', worksBy: 'a-scorer', sharedWith: ['b-scorer'] },
      { key: 'free_cpu', worksBy: 'a-scorer', sharedWith: ['a-scorer'] },
    ]);
  });

  test('fact 5: when the last of them lacks its Secret, the shared worker stops', () => {
    const auth = { tokenSecretRef: { name: 'token', key: 'token' } };
    const [first, second] = twins;
    const locked = { ...second!, spec: { ...second!.spec, scoring: { ...second!.spec.scoring, auth } } };
    const runs = (list: RegisteredEngine[]) =>
      summaries(list, config, worker01).map((telling) => (telling as Sent).worker.runs);
    expect(runs([first!, locked])).toEqual([false, false]);
    expect(runs([locked, first!])).toEqual([true, true]);
  });
});

test('fact 6: the AddOnPlacementScore has the cleaned score name, in the namespace of the cluster', () => {
  const scoring = { path: '/scoring', name: '__My Score@Name__', interval: '30s' };
  const { worker } = sent(registered(engine({ scoring })));
  expect(worker.placementScore).toMatchObject({ namespace: 'worker01', name: 'my-score-name' });
  expect(cleanScoreName('')).toBe('score');
});

describe('fact 7', () => {
  test('fact 7: an item is named by the format, by default the score name', () => {
    const { worker } = sent(registered(engine(), { scoreDimensionFormat: undefined }));
    expect(worker.placementScore?.items).toEqual({ format: '${scoreName}', fixed: 'free_cpu', open: [] });
  });

  test('fact 7: six placeholders make the name differ between clusters, three do not', () => {
    const all = '${cluster}${node}${pod}${namespace}${container}${meta}${app}${device}${scoreName}';
    expect(variesByCluster(all)).toEqual(['cluster', 'node', 'pod', 'namespace', 'container', 'meta']);
  });
});

test('fact 8: scores are cut to whole numbers, towards 0; sample and llm-forecast come to nothing', () => {
  expect([0.87, -0.87, 99.9, -100.9].map(stored)).toEqual([0, 0, 99, -100]);
  const zero = enginesOf(builtIn).filter(({ metadata }) => constantAfterCut(metadata.range) === 0);
  expect(zero.map(({ id }) => id)).toEqual(['sample', 'llm-forecast']);
});

test('fact 9: several results on one item leave one of their values', () => {
  const results = [
    { metric: { pod: 'a', namespace: 'web' }, score: 10.5 },
    { metric: { pod: 'b', namespace: 'web' }, score: 90 },
    { metric: { pod: 'c' }, score: 5 },
  ];
  expect(scoreItems('${namespace}', 'worker01', 'load', results)).toEqual(new Map([['web', [10, 90]]]));
});

test('fact 10: the scores of an engine that is gone stay', () => {
  const before = [sent(registered()).worker];
  expect(leftBehind(before, [])).toEqual(['worker01/free-cpu']);
  expect(leftBehind(before, before)).toEqual([]);
});

test('fact 11: a cluster without the Secret, or without its key, leaves the engine out', () => {
  const scoring = { ...engine().scoring, auth: { name: 'api-auth-secret', key: 'token' } };
  const one = registered(engine({ scoring }));
  const on = (keys: string[]) => sent(one, { name: 'worker01', secrets: [{ name: 'api-auth-secret', keys }] }).worker;
  expect(sent(one).worker).toMatchObject({ runs: false, missingSecrets: ['api-auth-secret/token'] });
  expect(on(['password'])).toMatchObject({ runs: false, missingSecrets: ['api-auth-secret/token'] });
  expect(on(['token'])).toMatchObject({ runs: true, missingSecrets: [] });
});

test('fact 12: every engine is sent to every cluster unless a mask matches letter by letter', () => {
  const masked = (scoreName: string) =>
    summaries([registered()], { ...config, masks: [{ clusterName: 'worker01', scoreName }] }, worker01)[0];
  expect(masked('free_cpu')).toEqual(skipped('masked'));
  expect(masked('free-cpu')).toMatchObject({ type: 'sent' });
  expect(tell(registered(), { name: 'worker02', secrets: [] })).toMatchObject({ type: 'sent' });
});

test('fact 13: a changed query or interval does not reach a running worker, a changed token does', () => {
  const before = sent(registered(engine({ configSyncMode: 'None' }))).summary;
  const source = { ...engine().source, query: 'max(up)', auth: { name: 'token', key: 'token' } };
  const scoring = { ...engine().scoring, interval: '5m' };
  const after = sent(registered(engine({ configSyncMode: 'None', source, scoring }))).summary;
  expect(unreachedChanges(before, after)).toEqual(['sourceQuery', 'scoringInterval']);
  const renamed = { ...scoring, name: 'free_cpu_2' };
  expect(unreachedChanges(before, sent(registered(engine({ source, scoring: renamed }))).summary)).toEqual([]);
});

test('fact 14: all that a cluster is told is one list in one ConfigMap', () => {
  const other = engine({ id: 'b', name: 'b', scoring: { ...engine().scoring, name: 'b>a' } });
  const tellings = summaries(
    [registered(), registered(other), registered(engine(), { location: undefined })],
    config,
    worker01,
  );
  expect(summariesText(tellings)).toContain('"scoreName":"b\\u003ea"');
  const list = JSON.parse(summariesText(tellings)) as { scoreName: string }[];
  expect(list.map((item) => item.scoreName)).toEqual(['free_cpu', 'b>a']);
  expect(Object.keys(list[0]!)).toHaveLength(16);
});

describe('fact 15', () => {
  test('fact 15: only the DynamicScoringConfig of one name counts', () => {
    expect(summaries([registered()], { name: 'my-config', masks: [] }, worker01)).toEqual([
      skipped('no-scoring-config'),
    ]);
    expect(summaries([registered()], undefined, worker01)).toEqual([skipped('no-scoring-config')]);
  });

  test('fact 15: under None only /healthz with 200 makes a scorer Active', () => {
    const health = (status: number) => statusAfterRound({ configSyncMode: 'None' }, { status, body: '{}' }).health;
    expect([health(200), health(404)]).toEqual(['Active', 'Inactive']);
  });

  test('fact 15: under Full a 404 page in JSON counts as Active, and the DynamicScorer holds', () => {
    const status = statusAfterRound({ configSyncMode: 'Full' }, { status: 404, body: '{"detail":"Not Found"}' });
    expect(status).toEqual({ health: 'Active', lastSyncedConfig: {} });
    const { summary } = sent({ ...registered(), status });
    expect(summary.scoreName).toEqual({ value: 'free_cpu', from: ['spec.scoring.params.name'] });
  });

  test.each([
    ['none'],
    [{ status: 200, body: '<html>' }],
    [{ status: 200, body: '{"scoring":{"params":{"interval":"30"}}}' }],
  ] as const)(
    'fact 15: under Full no answer, or none that fits, makes a scorer Inactive, and it is left out (%j)',
    (got) => {
      const status = statusAfterRound({ configSyncMode: 'Full' }, got);
      expect(status.health).toBe('Inactive');
      expect(tell({ ...registered(), status })).toMatchObject({ type: 'skipped' });
    },
  );

  test('fact 15: an Inactive scorer is left out though its last config is known', () => {
    const one = registered();
    const status = statusAfterRound({ configSyncMode: 'Full' }, 'none', one.status);
    expect(tell({ ...one, status })).toEqual(skipped('not-active'));
  });
});

describe('fact 16', () => {
  test('fact 16: a query is cut at every ";"', () => {
    const source = { ...engine().source, query: 'sum(a);sum(b)' };
    expect(sent(registered(engine({ source }))).worker.queries).toEqual(['sum(a)', 'sum(b)']);
  });

  test('fact 16: nothing is asked of a source whose type is not exactly Prometheus', () => {
    const one = registered();
    const lastSyncedConfig = { ...one.status.lastSyncedConfig, source: { type: 'prometheus' } };
    expect(sent({ ...one, status: { health: 'Active', lastSyncedConfig } }).worker.queries).toEqual([]);
  });

  test('fact 16: seven labels of a result become ds_ labels, cut at 256 bytes', () => {
    const labels = metricLabels('worker01', 'load', { node: 'n1', meta: 'é'.repeat(200), GPU_I_ID: '1' });
    expect(labels).toEqual({
      ds_cluster: 'worker01',
      ds_node: 'n1',
      ds_device: '',
      ds_namespace: '',
      ds_app: '',
      ds_pod: '',
      ds_container: '',
      ds_meta: 'é'.repeat(128),
      ds_score_name: 'load',
    });
  });
});

test('fact 17: a cluster that cannot reach source or scorer is told nevertheless, and fails in every round', () => {
  const unreachable = ['http://scorer.example:8000', 'http://prometheus.monitoring.svc:9090'];
  const { worker } = sent(registered(), { ...worker01, unreachable });
  expect(worker.unreachable).toEqual([
    'http://prometheus.monitoring.svc:9090/api/v1/query_range',
    'http://scorer.example:8000/scoring',
  ]);
});

test('fact 18: a cluster that joins waits for the next change; one that rejects ends the round', () => {
  expect(startsRound({ kind: 'ManagedCluster', name: 'worker03' })).toBe(false);
  expect(startsRound({ kind: 'DynamicScorer', name: 'cpu-scorer' })).toBe(true);
  expect(startsRound({ kind: 'DynamicScoringConfig', name: 'dynamic-scoring-config' })).toBe(true);
  expect(toldInRound(['a', 'b', 'c'], (cluster) => cluster === 'b')).toEqual(['a']);
  expect(toldInRound(['a', 'b', 'c'], () => false)).toEqual(['a', 'b', 'c']);
});

test('fact 19: the hub needs two controllers, and deploy/addon brings the second only', () => {
  const addon = { args: ['/dynamic-scoring-addon', 'controller'] };
  expect(missingControllers([addon]).map(({ name }) => name)).toEqual(['resource controller']);
  expect(missingControllers([addon, { command: ['/manager'], args: ['--leader-elect'] }])).toEqual([]);
  expect(missingControllers([{ args: ['/dynamic-scoring-addon', 'agent'] }])).toHaveLength(2);
});

test('fact 20: two scorers need a writable MODEL_DIR, and no engine writes the type in lower case', () => {
  expect(builtIn.filter(({ workload }) => workload?.writesModelDir).map(({ id }) => id)).toEqual([
    'simple-prediction',
    'ai-workload',
  ]);
  expect(spec(findEngine('simple-prediction')).source?.type).toBe('Prometheus');
});

function answer(body: unknown): { status: number; body: string } {
  return { status: 200, body: JSON.stringify(body) };
}
