import { DynamicScorer } from '../../../lib/constructs/scoring/dynamic-scorer';
import { DynamicScoringConfig } from '../../../lib/constructs/scoring/dynamic-scoring-config';
import { findEngine } from '../../../lib/scoring/catalogue';
import { schemaFaults } from '../../../lib/schema/schema-faults';
import { refusal } from '../app';
import { renderedOne } from '../rendered';

const address = { hub: 'http://172.18.0.3:30007' };

test('an engine of the package is registered by its id', () => {
  const scorer = renderedOne((scope) => new DynamicScorer(scope, 'scorer', { engine: 'static/performance', address }));
  expect(scorer).toMatchObject({
    kind: 'DynamicScorer',
    metadata: { name: findEngine('static/performance')!.name, namespace: 'open-cluster-management' },
    spec: { configURL: expect.stringMatching(/^http:\/\/172\.18\.0\.3:30007\//) as string },
  });
  expect(schemaFaults(scorer)).toEqual([]);
});

test('an engine of one’s own needs no plug-in, and what has a default may be left out', () => {
  const { destination: _, ...own } = { ...findEngine('static/performance')!, id: 'own', name: 'own' };
  const scorer = renderedOne((scope) => new DynamicScorer(scope, 'scorer', { engine: own, address, namespace: 'hub' }));
  expect(scorer).toMatchObject({
    metadata: { name: 'own', namespace: 'hub' },
    spec: { scoreDestination: 'AddOnPlacementScore' },
  });
});

test('an unknown engine and a broken URL are rejected with what is right', () => {
  const props = { engine: 'static/performanse', address: { hub: 'http:/x' } };
  expect(refusal((scope) => new DynamicScorer(scope, 'scorer', props)).split('\n')).toEqual([
    'DynamicScorer at app/scorer: engine: got "static/performanse"; did you mean "static/performance"?',
    'DynamicScorer at app/scorer: address.hub: got "http:/x"; write a whole URL: http://host:port or https://host',
  ]);
});

test('masks become the one config that the hub reads, which changes with the clusters that have agents', () => {
  const config = (...agents: string[]) =>
    renderedOne(
      (scope) =>
        new DynamicScoringConfig(scope, 'config', { masks: [{ cluster: 'worker01', score: 'performance' }], agents }),
    );
  const [one, two] = [config('worker01'), config('worker01', 'worker02')];
  expect(one).toMatchObject({
    kind: 'DynamicScoringConfig',
    metadata: { name: 'dynamic-scoring-config', namespace: 'open-cluster-management' },
    spec: { masks: [{ clusterName: 'worker01', scoreName: 'performance' }] },
  });
  expect(one.metadata.annotations).not.toEqual(two.metadata.annotations);
  expect(schemaFaults(two)).toEqual([]);
});

test('a mask without a score is rejected', () => {
  const masks = [{ cluster: 'worker01' }] as never;
  expect(refusal((scope) => new DynamicScoringConfig(scope, 'config', { masks }))).toBe(
    'DynamicScoringConfig at app/config: masks[0].score: got nothing; this key is required (text)',
  );
});
