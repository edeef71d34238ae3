import type { HubState } from '../../lib/placement/hub';
import type { Placement } from '../../lib/placement/objects';
import type { ExpectedScore } from '../../lib/placement/outlook';
import { strategyMoves, type DescribedSide } from '../../lib/placement/strategy-moves';
import { moveText } from '../../lib/plan/words/moves';

const now = new Date('2026-12-01T00:00:00Z');

function strategy(score: string, weight: number, more: object = {}): Placement {
  return {
    metadata: { name: score, namespace: 'strategies' },
    spec: {
      numberOfClusters: 1,
      prioritizerPolicy: {
        mode: 'Exact',
        configurations: [
          { scoreCoordinate: { type: 'AddOn', addOn: { resourceName: score, scoreName: score } }, weight },
          { scoreCoordinate: { type: 'BuiltIn', builtIn: 'Steady' }, weight: 1 },
        ],
      },
      ...more,
    },
  };
}

const scores: Readonly<Record<string, Readonly<Record<string, ExpectedScore>>>> = {
  fixed: { a: { min: 10, max: 10 }, b: { min: 20, max: 20 }, c: { min: 15, max: 15 } },
  measured: { a: { min: 0, max: 100 }, b: { min: 0, max: 100 }, c: { min: 0, max: 100 } },
};

function side(placements: readonly Placement[], clusters = ['a', 'b', 'c']): DescribedSide {
  return {
    placements,
    state: { clusters: clusters.map((name) => ({ metadata: { name, labels: { name } } })) },
    expect: (resource, _item, cluster) => scores[resource]?.[cluster],
  };
}

const said = (before: DescribedSide, after: DescribedSide, hub?: HubState) =>
  strategyMoves(before, after, now, hub).map(moveText);

const only = (name: string) => ({
  predicates: [{ requiredClusterSelector: { labelSelector: { matchLabels: { name } } } }],
});

test.each<[string, DescribedSide, DescribedSide, string[]]>([
  ['nothing differs', side([strategy('fixed', 1)]), side([strategy('fixed', 1)]), []],
  [
    'a weight turned round, by scores that are known',
    side([strategy('fixed', 10)]),
    side([strategy('fixed', -10)]),
    ['strategies/fixed moves from b to a (sums: b 300 → -100; a 100 → -100)'],
  ],
  ['a weight that decides nothing', side([strategy('fixed', 10)]), side([strategy('fixed', 9)]), []],
  [
    'a weight of scores that are measured',
    side([strategy('measured', 10)]),
    side([strategy('measured', 9)]),
    ['strategies/measured may move among a, b, c, by their scores: it weighs them differently'],
  ],
  [
    'a cluster that goes',
    side([strategy('fixed', 10)]),
    side([strategy('fixed', 10)], ['a', 'c']),
    ['strategies/fixed moves from b to c (sums: b 300 → -; c 150 → 150)'],
  ],
  [
    'a label that is asked for',
    side([strategy('measured', 10)]),
    side([strategy('measured', 10, only('c'))]),
    ['strategies/measured chooses among c, by their scores, and no longer among a, b, c'],
  ],
  [
    'one more',
    side([strategy('fixed', 10)]),
    side([strategy('fixed', 10, { numberOfClusters: 2 })]),
    ['strategies/fixed also chooses c (sums: c 150 → 150)'],
  ],
  ['a strategy that comes', side([]), side([strategy('fixed', 1)]), ['strategies/fixed is new and chooses b']],
  [
    'a strategy that goes',
    side([strategy('measured', 1)]),
    side([]),
    ['strategies/measured is removed, and its workloads leave a, b, c'],
  ],
  [
    'an expression that is not simulated',
    side([strategy('fixed', 1)]),
    side([
      strategy('fixed', 1, {
        predicates: [{ requiredClusterSelector: { celSelector: { celExpressions: ['isIP("1")'] } } }],
      }),
    ]),
    [
      'strategies/fixed is not simulated: got isIP() in "isIP(\\"1\\")", a function of the scheduler that is not simulated',
    ],
  ],
])('%s', (_, before, after, told) => {
  expect(said(before, after)).toEqual(told);
});

test("by today's scores a measured strategy moves for certain, held by what stands", () => {
  const hub = (b: number): HubState => ({
    clusters: ['a', 'b'].map((name) => ({ metadata: { name } })),
    addOnPlacementScores: Object.entries({ a: 50, b }).map(([namespace, value]) => ({
      metadata: { name: 'measured', namespace },
      status: { scores: [{ name: 'measured', value }] },
    })),
    placementDecisions: [
      {
        metadata: {
          name: 'measured-decision-1',
          namespace: 'strategies',
          labels: { 'cluster.open-cluster-management.io/placement': 'measured' },
        },
        status: { decisions: [{ clusterName: 'a' }] },
      },
    ],
  });
  const change = [side([strategy('measured', 1)], ['a', 'b']), side([strategy('measured', 5)], ['a', 'b'])] as const;
  expect(said(...change, hub(60))).toEqual([]);
  expect(said(...change, hub(75))).toEqual(['strategies/measured moves from a to b (sums: a 150 → 350; b 75 → 375)']);
});
