import fc from 'fast-check';
import { Hub } from '../../lib/placement/hub';
import { chosenIn, decisionOf } from '../../lib/placement/moves';
import { outlook, type Expect, type ExpectedScore, type Outlook } from '../../lib/placement/outlook';
import type { Placement } from '../../lib/placement/objects';
import { rank } from '../../lib/placement/scheduler';
import { marginOf } from '../../lib/placement/thresholds';

const now = new Date('2026-12-01T00:00:00Z');
const names = ['a', 'b', 'c'];
const free: Expect = () => undefined;

function placement(weight: number, stickiness: number, wanted = 1): Placement {
  return {
    metadata: { name: 'own', namespace: 'demo' },
    spec: {
      numberOfClusters: wanted,
      prioritizerPolicy: {
        mode: 'Exact',
        configurations: [
          { scoreCoordinate: { type: 'AddOn', addOn: { resourceName: 'load', scoreName: 'load' } }, weight },
          { scoreCoordinate: { type: 'BuiltIn', builtIn: 'Steady' }, weight: stickiness },
        ],
      },
    },
  };
}

function hubOf(scores: Readonly<Record<string, number>>, standing: readonly string[] = [], of = placement(1, 0)): Hub {
  return new Hub(
    {
      clusters: names.map((name) => ({ metadata: { name } })),
      addOnPlacementScores: Object.entries(scores).map(([namespace, value]) => ({
        metadata: { name: 'load', namespace },
        status: { scores: [{ name: 'load', value }] },
      })),
      placementDecisions: [decisionOf(of, standing)],
    },
    now,
  );
}

function look(of: Placement, expected: Readonly<Record<string, ExpectedScore>>): Outlook {
  const found = outlook(of, hubOf({}), (_resource, _item, cluster) => expected[cluster]);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

const range = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })).map(([a, b]) => ({
  min: Math.min(a, b),
  max: Math.max(a, b),
}));
const ranges = fc.record({ a: range, b: range, c: range });

/** Every combination of whole scores within the ranges. */
function* worlds(of: Readonly<Record<string, ExpectedScore>>): Generator<Record<string, number>> {
  const [a, b, c] = [of.a!, of.b!, of.c!];
  for (let x = a.min; x <= a.max; x++)
    for (let y = b.min; y <= b.max; y++) for (let z = c.min; z <= c.max; z++) yield { a: x, b: y, c: z };
}

test('a chance is what the scheduler does in every combination of scores', () => {
  fc.assert(
    fc.property(ranges, fc.constantFrom(-2, 1, 3), fc.integer({ min: 1, max: 3 }), (expected, weight, wanted) => {
      const of = placement(weight, 0, wanted);
      const decided = [...worlds(expected)].map((scores) => chosenIn(rank(of, hubOf(scores))));
      const chances = names.map((name) => {
        const often = decided.filter((chosen) => chosen.includes(name)).length;
        return [name, often === 0 ? 'never' : often === decided.length ? 'always' : 'possible'];
      });
      expect(look(of, expected).clusters.map(({ cluster, chance }) => [cluster, chance])).toEqual(chances);
    }),
    { numRuns: 25 },
  );
});

test('a verdict is what the scheduler can do to a decision that stands', () => {
  fc.assert(
    fc.property(
      ranges,
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 10, max: 40 }),
      (expected, stickiness, weight) => {
        const of = placement(weight, stickiness);
        const moves = [...worlds(expected)].some((scores) =>
          names.some((standing) => chosenIn(rank(of, hubOf(scores, [standing], of)))[0] !== standing),
        );
        const { verdict } = look(of, expected);
        if (verdict === 'can-move') expect(moves).toBe(true);
        if (verdict === 'never-moves') expect(moves).toBe(false);
      },
    ),
    { numRuns: 25 },
  );
});

test.each([
  ['always-ties', { a: { min: 5, max: 5 }, b: { min: 5, max: 5 }, c: { min: 5, max: 5 } }, 0],
  ['constant', { a: { min: 5, max: 5 }, b: { min: 6, max: 6 }, c: { min: 5, max: 5 } }, 0],
  ['never-moves', { a: { min: 0, max: 100 }, b: { min: 0, max: 100 }, c: { min: 0, max: 100 } }, 2],
  ['can-move', { a: { min: 0, max: 100 }, b: { min: 0, max: 100 }, c: { min: 0, max: 100 } }, 0],
] as const)('%s', (verdict, expected, stickiness) => {
  expect(look(placement(1, stickiness), expected).verdict).toBe(verdict);
});

test('0 of a missing score beats scores that count against a cluster', () => {
  const scored = { min: 0, max: 100 };
  const { clusters } = look(placement(-1, 0), { a: scored, b: { min: 0, max: 0, missing: true }, c: scored });
  expect(clusters.map(({ winsByMissing }) => winsByMissing)).toEqual([[], ['load/load'], []]);
});

test('noise counts by its weight, and equals what parts two equal clusters', () => {
  const noisy = { min: 0, max: 100, noise: 3 };
  expect(look(placement(-4, 0), { a: noisy, b: noisy, c: noisy }).noise).toBe(12);
});

test('a choice flips at its threshold and not one point before', () => {
  const score = fc.integer({ min: -30, max: 30 });
  fc.assert(
    fc.property(
      fc.record({ a: score, b: score, c: score }),
      fc.constantFrom(-7, -1, 1, 3, 10),
      fc.integer({ min: 0, max: 2 }),
      (scores, weight, stickiness) => {
        const of = placement(weight, stickiness);
        const [standing = ''] = chosenIn(rank(of, hubOf(scores)));
        const margin = marginOf(rank(of, hubOf(scores, [standing], of)), free)!;
        for (const { cluster, now: got, at } of margin.thresholds) {
          const after = (value: number) => chosenIn(rank(of, hubOf({ ...scores, [cluster]: value }, [standing], of)));
          expect(after(at)).toEqual([margin.rival]);
          // A third cluster may come first once the choice falls; before the threshold the choice stands.
          expect(after(at - Math.sign(at - got))).toEqual([standing]);
        }
      },
    ),
  );
});
