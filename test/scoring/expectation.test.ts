import fc from 'fast-check';
import { builtIn, enginesOf, findEngine } from '../../lib/scoring/catalogue';
import { compareConfig, expectedConfig } from '../../lib/scoring/expectation';

const sample = expectedConfig(findEngine('sample')!);

test('the expectation holds just what decides', () => {
  expect(expectedConfig(findEngine('static/performance')!)).toEqual({
    name: 'example-performance-scorer',
    source: { type: 'None' },
    scoring: { path: '/performance/scoring', params: { name: 'example_performance_score', interval: 30 } },
  });
  expect(sample.source.params).toMatchObject({ range: 3600, step: 60 });
});

test.each(enginesOf(builtIn))(
  'what $id expects agrees with itself, also with a description and nulls about it',
  (engine) => {
    const expected = expectedConfig(engine);
    const answer = { ...expected, description: 'x', scoring: { ...expected.scoring, host: null } };
    expect(compareConfig(expected, answer)).toEqual([]);
  },
);

test('each field that differs is told, with what was expected', () => {
  const answer = {
    ...sample,
    name: 'other',
    source: { ...sample.source, type: 'prometheus', params: { ...sample.source.params, step: '60' } },
    scoring: { params: { name: 'sample_my_score', interval: 30 } },
  };
  expect(compareConfig(sample, answer).map(({ message }) => message)).toEqual([
    'got "other"; the environment declares "sample-scorer" for name',
    'got "prometheus"; the environment declares "Prometheus" for source.type',
    'got "60"; the environment declares 60 for source.params.step',
    'got nothing; the environment declares "/scoring" for scoring.path',
  ]);
});

test('fact 3: an answer must not have scoring.host, even the right one', () => {
  const answer = { ...sample, scoring: { ...sample.scoring, host: 'http://sample-scorer.dynamic-scoring.svc:8000' } };
  expect(compareConfig(sample, answer)).toEqual([
    {
      path: ['scoring', 'host'],
      got: 'http://sample-scorer.dynamic-scoring.svc:8000',
      message:
        'got "http://sample-scorer.dynamic-scoring.svc:8000"; a scorer must not answer with scoring.host, since the ' +
        'controller then sends score requests to source.host: leave it out, and set scoring.host of the DynamicScorer instead',
    },
  ]);
});

test.each([[null], [[]], ['text'], [undefined]])('%j is no config', (answer) => {
  expect(compareConfig(sample, answer)).toMatchObject([{ path: [] }]);
});

test('a 404 page in JSON differs in every field', () => {
  expect(compareConfig(sample, { detail: 'Not Found' }).map(({ path }) => path.join('.'))).toEqual([
    'name',
    'source.type',
    'source.host',
    'source.path',
    'source.params.query',
    'source.params.range',
    'source.params.step',
    'scoring.path',
    'scoring.params.name',
    'scoring.params.interval',
  ]);
});

test('whatever is answered, comparing ends with differences or agreement, not with an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (answer) => {
      expect(compareConfig(sample, answer).length).toBeGreaterThan(0);
    }),
  );
});
