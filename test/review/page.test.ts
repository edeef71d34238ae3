import { topologyOf } from '../../lib/review/topology/topology';
import { exampleTree, treeOf } from '../plan/example-tree';
import { examplePage } from './example-page';

let text = '';
beforeAll(async () => {
  text = await examplePage();
}, 30_000);

test('hundreds of equal clusters are one box, the one that differs is another, and each unit has a picture', () => {
  expect(text).toContain('299 × edge-0, edge-1, …');
  expect(text.match(/<figure/g)).toHaveLength(1 + 2);
  expect(text.length).toBeLessThan(200_000);
});

test('the page makes no request, and its data stay text', () => {
  expect(text).not.toMatch(/(?:src|href)="(?!#|data:)/);
  expect(text).not.toContain('<img');
  expect(text.match(/<script>/g)).toHaveLength(1);
  expect(text).toContain('default-src &#39;none&#39;');
});

test('a picture leads from a strategy over its score to the scorer, and from a model to its bucket', () => {
  const scorer = {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'power', namespace: 'open-cluster-management' },
    spec: { scoring: { params: { name: 'power_score' } } },
  };
  const score = { type: 'AddOn', addOn: { resourceName: 'power-score', scoreName: 'app' } };
  const placement = {
    apiVersion: 'cluster.open-cluster-management.io/v1beta1',
    kind: 'Placement',
    metadata: { name: 'web', namespace: 'strategies' },
    spec: { prioritizerPolicy: { configurations: [{ scoreCoordinate: score }] } },
  };
  const model = {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'fraud', namespace: 'demo' },
    spec: { predictor: { model: { storageUri: 's3://models/fraud' } } },
  };
  const files = exampleTree({
    'hub01/dynamic-scoring': [scorer],
    'hub01/strategies': [placement],
    'worker01/serving': [model],
  });
  const { links } = topologyOf('example', treeOf(files, 'head'), new Map());
  expect(links.map(({ from, by, to }) => `${from.label} ${by} ${to.label}`)).toEqual(
    expect.arrayContaining([
      'Placement strategies/web score score power-score',
      'score power-score scorer DynamicScorer open-cluster-management/power',
      'InferenceService demo/fraud storageUri bucket models',
    ]),
  );
});
