import fc from 'fast-check';
import { EngineCatalogue } from '../../lib/engines/engine-catalogue';
import { calculationOf, LocalEngine } from '../../lib/engines/local-engine';
import { FeatureMismatch } from '../../lib/engines/scoring-engine';
import { builtIn, enginesOf, findEngine } from '../../lib/scoring/catalogue';
import { engine } from '../scoring/build';
import { bodyOf, serve } from './scorer-server';

const sample = findEngine('sample')!;
const table = findEngine('static/performance')!;

test('a table answers its scores in their order, from no features at all', async () => {
  const found = new EngineCatalogue(enginesOf(builtIn)).get('static/performance');
  await expect(found.calculateScore([])).resolves.toEqual([80, 80, 60, 55, 10, 15]);
  await expect(found.calculateScore([1])).rejects.toThrow(
    new FeatureMismatch('got 1 features; engine static/performance takes none'),
  );
});

test('the mean of any values lies between the least and the greatest of them', async () => {
  const local = new LocalEngine(sample, calculationOf(sample)!);
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(values, async (features) => {
      const [score] = await local.calculateScore(features);
      expect(score).toBeGreaterThanOrEqual(Math.min(...features) - 1e-6);
      expect(score).toBeLessThanOrEqual(Math.max(...features) + 1e-6);
    }),
  );
});

test.each([[[NaN]], [[1, Infinity]], [[]]])('%j is no input of a model with one feature', async (features) => {
  const local = new LocalEngine(sample, () => [0]);
  await expect(local.calculateScore(features)).rejects.toThrow(FeatureMismatch);
});

test('metadata names algorithm, features, outputs, unit, range and direction as strings', () => {
  const metadata = new EngineCatalogue([sample]).get('sample').getModelMetadata();
  expect(metadata).toEqual({
    algorithm: 'arithmetic mean',
    direction: 'lower-is-better',
    features: 'cpu_cores',
    outputs: 'mean_cpu_cores',
    range: '0 to 0.99',
    trainingRecords: '0',
    unit: 'cores',
  });
});

test('an engine with a scorer that answers asks it, one series for its one feature', async () => {
  const bodies: unknown[] = [];
  const url = await serve((request, response) => {
    void bodyOf(request).then((body) => {
      bodies.push(JSON.parse(body));
      response.end(JSON.stringify({ results: [{ metric: {}, score: 3 }] }));
    });
  });
  const found = new EngineCatalogue([sample], () => ({ url })).get('sample');
  await expect(found.calculateScore([2, 4])).resolves.toEqual([3]);
  const values = [
    [0, '2'],
    [60, '4'],
  ];
  expect(bodies).toEqual([{ data: [{ metric: { __name__: 'cpu_cores' }, values }] }]);
});

test('a model of several features gets a series for each', async () => {
  const bodies: unknown[] = [];
  const url = await serve((request, response) => {
    void bodyOf(request).then((body) => {
      bodies.push(JSON.parse(body));
      response.end(JSON.stringify({ results: [] }));
    });
  });
  const two = engine({ metadata: { ...sample.metadata, features: ['memory', 'processor'] } });
  const found = new EngineCatalogue([two], () => ({ url })).get('cpu');
  await found.calculateScore([0.5, 0.25]);
  expect(bodies).toEqual([
    {
      data: [
        { metric: { __name__: 'memory' }, values: [[0, '0.5']] },
        { metric: { __name__: 'processor' }, values: [[0, '0.25']] },
      ],
    },
  ]);
  await expect(found.calculateScore([0.5])).rejects.toThrow('got 1 features; engine cpu takes memory, processor');
});

test('the catalogue lists what can calculate and finds by id', () => {
  const catalogue = new EngineCatalogue(enginesOf(builtIn));
  expect(catalogue.ids()).toContain('ai-workload/power');
  expect(catalogue.list().map((found) => found.getEngineId())).toEqual([
    'ai-workload/performance',
    'sample',
    'static/performance',
    'static/powerconsumption',
  ]);
  expect(() => catalogue.get('static/perfomance')).toThrow(
    'got engine "static/perfomance"; did you mean "static/performance"?',
  );
  expect(() => catalogue.get('llm-forecast')).toThrow('engine llm-forecast is worked out by its scorer only');
  expect(() => new EngineCatalogue([table, table])).toThrow('got two engines of one id');
});
