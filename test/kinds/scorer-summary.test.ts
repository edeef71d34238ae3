import { keptSummary } from '../../lib/kinds/scorer-summary';
import type { Manifest } from '../../lib/model/manifest';

const scoring = { host: 'http://172.18.0.3:30007', path: '/scoring', params: { name: 'cpu', interval: 30 } };
const source = {
  type: 'Prometheus',
  host: 'http://prometheus:9090',
  path: '/api',
  params: { query: 'up', range: 60, step: 5 },
};
const spec = { configURL: 'http://172.18.0.3:30007/config', scoring, source, scoreDimensionFormat: '${scoreName}' };

function scorer(over: object): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'cpu', namespace: 'open-cluster-management' },
    spec: { ...spec, ...over },
  };
}

const { host: _, ...hostless } = scoring;

test.each<[string[] | undefined, object]>([
  [['address'], { scoring: { ...scoring, host: 'http://172.18.0.3:30008' } }],
  [['address'], { scoring: { ...scoring, path: '/score' } }],
  [['interval'], { scoring: { ...scoring, params: { name: 'cpu', interval: 60 } } }],
  [['query'], { source: { ...source, params: { ...source.params, query: 'down' } } }],
  [['source'], { source: { ...source, host: 'http://thanos:9090' } }],
  [['dimension format'], { scoreDimensionFormat: '${node}' }],
  [['address', 'interval'], { scoring: { ...scoring, path: '/x', params: { name: 'cpu', interval: 1 } } }],
  // Another name is another worker; tokens and what only the hub reads need none.
  [undefined, { scoring: { ...scoring, params: { name: 'memory', interval: 60 } } }],
  [undefined, { scoring: { ...scoring, auth: { tokenSecretRef: { name: 'a', key: 'b' } } } }],
  [undefined, { configURL: 'http://172.18.0.3:30009/config' }],
  [undefined, { description: 'other words' }],
  [undefined, {}],
])('agents keep the old %j after %j', (keeps, over) => {
  expect(keptSummary(scorer({}), scorer(over))).toEqual(keeps && { score: 'cpu', keeps });
});

test('without a host of its own, the worker asks that of configURL', () => {
  const at = (configURL: string) => scorer({ configURL, scoring: hostless });
  expect(keptSummary(at('http://a:1/config'), at('http://a:2/config'))).toEqual({ score: 'cpu', keeps: ['address'] });
  expect(keptSummary(at('http://a:1/config'), at('http://a:1/other'))).toBeUndefined();
  expect(keptSummary(at('not a URL'), at('http://a:1'))).toEqual({ score: 'cpu', keeps: ['address'] });
});
