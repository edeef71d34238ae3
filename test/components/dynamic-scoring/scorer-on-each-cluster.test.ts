import { formatFindings } from '../../../lib/model/finding';
import { synthesizeText } from '../../synth/in-memory';
import { findingsOf } from '../synthesized';

const environment = (scorer: string, rest = '') => `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
  w1: { platform: kind, labels: { stage: dev } }
  w2: { platform: kind }
rules: { mutable-image-tag: { severity: off, reason: the images are built here } }
dynamic-scoring:
  on: managed
  scorers: { static: ${scorer} }
${rest}`;

test('hub and agents each ask the one on their own cluster, under one address', () => {
  const { report, files, errors } = synthesizeText(environment('{ on: all, expose: cluster }'), 'test');
  expect(errors).toEqual([]);
  expect(formatFindings(report.findings)).toEqual([]);
  const services = [...files.keys()].filter((file) => /Service\..*static-scorer/.test(file));
  expect(services.map((file) => file.split('/').slice(2, 4).join('/'))).toEqual([
    'hub01/dynamic-scoring-scorers',
    'w1/dynamic-scoring',
    'w2/dynamic-scoring',
  ]);
  const scorers = [...files].filter(([file]) => file.includes('DynamicScorer.'));
  expect(scorers).toHaveLength(2);
  for (const [, text] of scorers) expect(text).toContain('configURL: http://static-scorer.dynamic-scoring.svc:8000/');
});

test('the smoke test of the hub waits for its own scorer only', () => {
  const { report } = synthesizeText(environment('{ on: all, expose: cluster }'), 'test');
  const smoke = report.expansion?.units.find(({ stage }) => stage === 'smoke');
  expect(smoke?.content).toMatchObject({ tests: ['hub01/dynamic-scoring', 'hub01/dynamic-scoring-scorers'] });
});

const masks = '  masks: [{ on: w2, scores: [example_performance_score, example_powerconsumption_score] }]';

test('a cluster that is asked no score of it needs no scorer', () => {
  expect(findingsOf(environment('{ on: [hub01, w1], expose: cluster }', masks))).toEqual([]);
});

test('one replica set carries a scorer that every managed cluster has', () => {
  const { errors } = synthesizeText(environment('{ on: all, expose: cluster }', '  delivery: workReplicaSet'), 'test');
  expect(errors.filter((line) => line.includes('replica-set-differs'))).toEqual([]);
});

test.each([
  [
    'an agent without it',
    '{ on: [hub01, w1], expose: cluster }',
    'test.yaml:10:49 endpoint-unreachable dynamic-scoring.scorers.static.expose: got expose: cluster without the scorer on w2, where it is asked; add it to on, or mask its scores',
  ],
  [
    'the hub without it',
    '{ on: managed, expose: cluster }',
    'test.yaml:10:45 endpoint-unreachable dynamic-scoring.scorers.static.expose: got expose: cluster without the scorer on hub01, where it is asked; add it to on',
  ],
  [
    'several clusters under one address',
    '{ on: managed, expose: { nodePort: 30007 } }',
    'test.yaml:10:28 scorer-placement dynamic-scoring.scorers.static.on: got 2 clusters, but a scorer is asked under one address; write expose: cluster, so that each asks its own, or name one cluster',
  ],
  [
    'a word that is no exposure',
    '{ on: all, expose: clustr }',
    'test.yaml:10:41 wrong-type dynamic-scoring.scorers.static.expose: got "clustr"; write cluster, or a map such as { nodePort: 30007 }',
  ],
])('%s is rejected', (_, scorer, expected) => {
  expect(findingsOf(environment(scorer))).toEqual([expected]);
});
