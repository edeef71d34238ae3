import { findEngine } from '../../lib/scoring/catalogue';
import { summaries } from '../../lib/scoring/controller';
import { dynamicScorerSpec } from '../../lib/scoring/dynamic-scorer';
import { config, engine, registered, worker01 } from './build';

test('an engine without a source is told with the bare host of configURL as its source, and asks no query', () => {
  const [telling] = summaries([registered(findEngine('static/performance'))], config, worker01);
  expect(telling).toMatchObject({
    type: 'sent',
    summary: {
      sourceType: { value: 'None' },
      sourceEndpoint: { value: 'http://scorer.example:8000', from: ['spec.configURL'] },
      sourceQuery: { value: '', from: ['default'] },
      sourceRange: { value: 0 },
      scoringEndpoint: {
        value: 'http://scorer.example:8000/performance/scoring',
        from: ['spec.configURL', 'status.lastSyncedConfig.scoring.path'],
      },
    },
    worker: {
      key: 'example_performance_score',
      queries: [],
      placementScore: {
        namespace: 'worker01',
        name: 'example-performance-score',
        items: { format: '${app};${device}', open: ['app', 'device'] },
      },
    },
  });
});

test('an engine with the destination None is worked on and writes no AddOnPlacementScore', () => {
  const [telling] = summaries([registered(engine({ destination: 'None' }))], config, worker01);
  expect(telling).toMatchObject({ type: 'sent', worker: { runs: true, metricLabels: { ds_score_name: 'free_cpu' } } });
  expect(telling).not.toHaveProperty('worker.placementScore');
});

test('every engine is answered for, in its order', () => {
  const list = ['b', 'a', 'c'].map((id) =>
    registered(engine({ id, name: id, scoring: { ...engine().scoring, name: id } })),
  );
  const tellings = summaries(list, { ...config, masks: [{ clusterName: 'worker01', scoreName: 'a' }] }, worker01);
  expect(tellings.map(({ engine: name, type }) => [name, type])).toEqual([
    ['b', 'sent'],
    ['a', 'skipped'],
    ['c', 'sent'],
  ]);
});

test('a mask counts before health, health before a missing field', () => {
  const one = { ...registered(engine(), { location: undefined }), status: { health: 'Inactive' } as const };
  const masks = [{ clusterName: 'worker01', scoreName: 'free_cpu' }];
  expect(summaries([one], { ...config, masks }, worker01)).toMatchObject([{ reason: 'masked' }]);
  expect(summaries([one], config, worker01)).toMatchObject([{ reason: 'not-active' }]);
  expect(summaries([{ ...one, status: { health: 'Active' } }], config, worker01)).toMatchObject([
    { reason: 'never-synced' },
  ]);
  expect(summaries([{ ...one, status: { health: 'Active', lastSyncedConfig: {} } }], config, worker01)).toMatchObject([
    { reason: 'no-location' },
  ]);
});

test('a token reference without a key leaves the engine out', () => {
  const one = registered();
  const auth = { tokenSecretRef: { name: 'token', key: '' } };
  const withAuth = (side: 'source' | 'scoring') => ({
    ...one,
    spec: { ...one.spec, [side]: { ...one.spec[side], auth } },
  });
  expect(summaries([withAuth('source')], config, worker01)).toMatchObject([{ reason: 'source-auth-incomplete' }]);
  expect(summaries([withAuth('scoring')], config, worker01)).toMatchObject([{ reason: 'scoring-auth-incomplete' }]);
});

test('the spec says all that the controller may read, in seconds, and takes the address of the agents as scoring.host', () => {
  const spec = dynamicScorerSpec(findEngine('simple-prediction')!, {
    hub: 'http://172.18.0.4:30008',
    agents: 'http://simple-prediction-scorer.dynamic-scoring.svc:8000',
  });
  expect(spec).toEqual({
    description: findEngine('simple-prediction')!.description,
    configURL: 'http://172.18.0.4:30008/config',
    configSyncMode: 'Full',
    location: 'Internal',
    scoreDestination: 'AddOnPlacementScore',
    scoreDimensionFormat: '${namespace}',
    source: {
      type: 'Prometheus',
      host: 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090',
      path: '/api/v1/query_range',
      params: {
        query: 'sum by (node, namespace, pod) (rate(container_cpu_usage_seconds_total{container!="", pod!=""}[1m]))',
        range: 3600,
        step: 30,
      },
    },
    scoring: {
      host: 'http://simple-prediction-scorer.dynamic-scoring.svc:8000',
      path: '/scoring',
      params: { name: 'simple_prediction_score', interval: 30 },
      auth: { tokenSecretRef: { name: 'api-auth-secret', key: 'token' } },
    },
  });
});
