import fc from 'fast-check';
import { bestOf } from '../../lib/placement/best-of';
import { Hub } from '../../lib/placement/hub';
import { decide, schedule, type Request } from '../../lib/placement/schedule';

const now = new Date('2026-12-01T00:00:00Z');
const names = ['a', 'b', 'c', 'd', 'e'];
const items = ['cpu', 'power'];

const fleet: fc.Arbitrary<Request> = fc
  .record({
    clusters: fc.subarray(names, { minLength: 1 }),
    scores: fc.array(
      fc.record({
        on: fc.constantFrom(...names),
        item: fc.constantFrom(...items),
        value: fc.integer({ min: -100, max: 100 }),
      }),
    ),
    weights: fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 2, maxLength: 2 }),
    wanted: fc.integer({ min: 0, max: 6 }),
    before: fc.subarray(names),
    stickiness: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ clusters, scores, weights, wanted, before, stickiness }) => ({
    now,
    placement: {
      metadata: { name: 'own', namespace: 'demo' },
      spec: {
        numberOfClusters: wanted,
        prioritizerPolicy: {
          mode: 'Exact',
          configurations: [
            ...items.map((item, at) => ({
              scoreCoordinate: { type: 'AddOn', addOn: { resourceName: item, scoreName: item } },
              weight: weights[at]!,
            })),
            { scoreCoordinate: { type: 'BuiltIn', builtIn: 'Steady' }, weight: stickiness },
          ],
        },
      },
    },
    clusters: clusters.map((name) => ({ metadata: { name } })),
    addOnPlacementScores: scores.map(({ on, item, value }) => ({
      metadata: { name: item, namespace: on },
      status: { scores: [{ name: item, value }] },
    })),
    placementDecisions: [
      {
        metadata: {
          name: 'own-decision-1',
          namespace: 'demo',
          labels: { 'cluster.open-cluster-management.io/placement': 'own' },
        },
        status: { decisions: before.map((clusterName) => ({ clusterName })) },
      },
    ],
  }));

test('the order in which clusters are listed decides nothing', () => {
  fc.assert(
    fc.property(fleet, (request) => {
      expect(schedule({ ...request, clusters: [...request.clusters].reverse() })).toEqual(schedule(request));
    }),
  );
});

test('many Placements over one hub are decided as each by itself', () => {
  fc.assert(
    fc.property(fleet, fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }), (request, numbers) => {
      const { placement, now: at, ...state } = request;
      const hub = new Hub(state, at!);
      for (const numberOfClusters of numbers) {
        const each = { ...placement, spec: { ...placement.spec, numberOfClusters } };
        expect(decide(each, hub)).toEqual(schedule({ ...structuredClone(state), placement: each, now: at }));
      }
    }),
  );
});

test('a list of clusters that its owner changes is not taken for the one before', () => {
  const clusters = ['b', 'a'].map((name) => ({ metadata: { name } }));
  const chosen = () =>
    schedule({ placement: { metadata: { name: 'own' }, spec: { numberOfClusters: 1 } }, clusters, now }).decisions;
  expect(chosen()).toEqual(['a']);
  clusters[1] = { metadata: { name: 'c' } };
  expect(chosen()).toEqual(['b']);
  clusters[1].metadata.name = '0';
  expect(chosen()).toEqual(['0']);
});

test('the best are those that sorting all of them puts first', () => {
  const sums = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 90 });
  fc.assert(
    fc.property(sums, fc.integer({ min: 0, max: 90 }), (given, count) => {
      const sorted = [...given.keys()].sort((a, b) => given[b]! - given[a]! || a - b);
      expect([...bestOf(Float64Array.from(given), count)]).toEqual(sorted.slice(0, count));
    }),
  );
});

test('renaming clusters without changing their order renames the decisions and nothing else', () => {
  const renamed = (text: string) => text.replaceAll(/"(namespace|clusterName|name)":"([a-e])"/g, '"$1":"x-$2"');
  fc.assert(
    fc.property(fleet, ({ now: at, ...request }) => {
      const { decisions, totals, ...rest } = schedule({ ...request, now: at });
      const other = JSON.parse(renamed(JSON.stringify(request))) as Request;
      expect(schedule({ ...other, now: at })).toEqual({
        ...rest,
        decisions: decisions.map((name) => `x-${name}`),
        totals: Object.fromEntries(Object.entries(totals).map(([name, total]) => [`x-${name}`, total])),
      });
    }),
  );
});

test('weights that are all multiplied by one number choose the same clusters by as much larger sums', () => {
  fc.assert(
    fc.property(fleet, fc.integer({ min: 1, max: 7 }), (request, factor) => {
      const { placement } = request;
      const { prioritizerPolicy } = placement.spec;
      const configurations = (prioritizerPolicy?.configurations ?? []).map((each) => ({
        ...each,
        weight: each.weight! * factor,
      }));
      const scaled = {
        ...placement,
        spec: { ...placement.spec, prioritizerPolicy: { mode: 'Exact', configurations } },
      };
      const { totals, ...rest } = schedule(request);
      expect(schedule({ ...request, placement: scaled })).toEqual({
        ...rest,
        totals: Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, total * factor])),
      });
    }),
  );
});
