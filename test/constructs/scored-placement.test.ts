import { ScoredPlacement, type ScoredPlacementProps } from '../../lib/constructs/placement/scored-placement';
import { findEngine } from '../../lib/scoring/catalogue';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { refusal } from './app';
import { at, renderedOne } from './rendered';

const placement: ScoredPlacementProps = {
  name: 'fast',
  namespace: 'default',
  clusters: 1,
  scores: [{ engine: 'static/performance', weight: 3, item: { app: 'app01', device: 'all' } }],
};

test('scores alone decide, and where lower is better the weight is negative', () => {
  const own = findEngine('static/performance')!;
  const energy = { ...own, id: 'own', metadata: { ...own.metadata, direction: 'lower-is-better' as const } };
  const manifest = renderedOne(
    (scope) =>
      new ScoredPlacement(scope, 'fast', {
        ...placement,
        scores: [...placement.scores, { ...placement.scores[0]!, engine: energy, weight: 2 }],
        stickiness: 1,
        goal: 'balanced',
      }),
  );
  expect(manifest.metadata.labels).toMatchObject({ 'scorewright.dev/goal': 'balanced' });
  expect(at(manifest, 'spec', 'clusterSets')).toEqual(['global']);
  expect(at(manifest, 'spec', 'prioritizerPolicy')).toMatchObject({
    mode: 'Exact',
    configurations: [{ weight: 3 }, { weight: -2 }, { scoreCoordinate: { builtIn: 'Steady' }, weight: 1 }],
  });
  expect(schemaFaults(manifest)).toEqual([]);
});

test('wrong numbers and no score at all are rejected', () => {
  const wrong = { ...placement, clusters: 0, scores: [] };
  expect(refusal((scope) => new ScoredPlacement(scope, 'fast', wrong)).split('\n')).toEqual([
    'ScoredPlacement at app/fast: clusters: got 0; it must be at least 1',
    'ScoredPlacement at app/fast: scores: got []; name at least one score',
  ]);
});

test('an engine with several items asks which one, and says so of one that it never writes', () => {
  const message = (item?: object) => {
    const scores = [{ engine: 'static/performance', weight: 1, ...(item && { item }) }];
    return refusal((scope) => new ScoredPlacement(scope, 'fast', { ...placement, scores }));
  };
  expect(message()).toMatch(
    /^ScoredPlacement at app\/fast: scores\[0\]\.item: got no app and no device; static\/performance writes items .*: name one$/,
  );
  expect(message({ app: 'app99', device: 'all' })).toMatch(
    /^ScoredPlacement at app\/fast: scores\[0\]: got "app99.*never writes/,
  );
});
