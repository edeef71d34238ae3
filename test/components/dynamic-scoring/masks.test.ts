import { scoringPlan } from '../../../lib/components/dynamic-scoring/plan';
import { builtUnit, expansionOf, findingsOf } from '../environments';

const environment = (masks: string) => `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, labels: { stage: dev } }
  w1: { platform: kind, labels: { stage: dev } }
  w2: { platform: kind, labels: { stage: dev } }
  w3: { platform: kind, labels: { stage: prod } }
dynamic-scoring:
  on: managed
  scorers: { static: { external: http://scorer.example } }
  masks: ${masks}
`;
const [power, speed] = ['example_powerconsumption_score', 'example_performance_score'];

/** The masks of the one DynamicScoringConfig: `cluster score`. */
function masked(masks: string): string[] {
  const units = builtUnit(expansionOf(environment(masks)), 'dynamic-scoring');
  const config = units.find(({ manifest }) => manifest.kind === 'DynamicScoringConfig')?.manifest;
  const { masks: all } = config?.spec as { masks: { clusterName: string; scoreName: string }[] };
  return all.map(({ clusterName, scoreName }) => `${clusterName} ${scoreName}`);
}

test.each([
  ['a cluster and a score', `[{ cluster: w2, score: ${speed} }]`, [`w2 ${speed}`]],
  [
    'a list and several scores',
    `[{ on: [w3, w1], scores: [${speed}, ${power}] }]`,
    [`w1 ${speed}`, `w1 ${power}`, `w3 ${speed}`, `w3 ${power}`],
  ],
  [
    'labels choose agents only, and no hub without one',
    `[{ on: { labels: { stage: dev } }, scores: [${speed}] }]`,
    [`w1 ${speed}`, `w2 ${speed}`],
  ],
  ['a word', `[{ on: managed, score: ${power} }]`, [`w1 ${power}`, `w2 ${power}`, `w3 ${power}`]],
  [
    'what two entries choose is there once',
    `[{ cluster: w2, score: ${speed} }, { on: { labels: { stage: dev } }, scores: [${speed}] }]`,
    [`w2 ${speed}`, `w1 ${speed}`],
  ],
])('%s', (_, masks, expected) => {
  expect(masked(masks)).toEqual(expected);
});

test('agents that all scores of a scorer are masked for need no way to it', () => {
  const { context } = expansionOf(environment(`[{ on: { labels: { stage: dev } }, scores: [${speed}, ${power}] }]`));
  expect(scoringPlan(context)?.scorers[0]?.viewers.map(({ name }) => name)).toEqual(['w3']);
});

test.each([
  [
    'no clusters',
    `[{ score: ${speed} }]`,
    'test.yaml:11:11 mask-choice dynamic-scoring.masks[0]: got neither on nor cluster; write the clusters in one of the two',
  ],
  [
    'two choices of clusters',
    `[{ on: w1, cluster: w2, score: ${speed} }]`,
    'test.yaml:11:11 mask-choice dynamic-scoring.masks[0]: got both on and cluster; write the clusters in one of the two',
  ],
  [
    'no scores',
    '[{ on: w1 }]',
    'test.yaml:11:11 mask-choice dynamic-scoring.masks[0]: got neither scores nor score; write the scores in one of the two',
  ],
  [
    'an empty list',
    '[{ on: w1, scores: [] }]',
    'test.yaml:11:29 value-range dynamic-scoring.masks[0].scores: got []; name at least one score',
  ],
  [
    'a score twice',
    `[{ on: w1, scores: [${speed}, ${speed}] }]`,
    `test.yaml:11:57 duplicate-entry dynamic-scoring.masks[0].scores[1]: got "${speed}"; it is already in the list; keep one of the two`,
  ],
  [
    'a score that none has, said once for all clusters',
    '[{ on: managed, scores: [example_speed] }]',
    'test.yaml:11:35 mask-matches-nothing dynamic-scoring.masks[0].scores[0]: got "example_speed", which masks nothing; known: example_performance_score, example_powerconsumption_score',
  ],
  [
    'clusters without an agent',
    `[{ on: hub, scores: [${speed}] }]`,
    'test.yaml:11:17 mask-matches-nothing dynamic-scoring.masks[0].on: got only clusters without an agent; choose others, or remove the mask',
  ],
])('%s', (_, masks, expected) => {
  expect(findingsOf(environment(masks), 'test.yaml')).toEqual([expected]);
});
