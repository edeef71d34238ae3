import { Hub } from '../../lib/placement/hub';
import type { Placement } from '../../lib/placement/objects';
import { decide, schedule, type Decision } from '../../lib/placement/schedule';
import { median } from '../run';
import type { Measured } from '../target';

const [clusters, strategies, resources] = [10_000, 100, ['cpu', 'power', 'price', 'carbon']];

/** Scheduling 100 strategies, of two engines each, over 10,000 clusters, from the objects to the order of every cluster. */
export function placement(runs: number): Measured {
  const fleet = Array.from({ length: clusters }, (_, index) => ({
    metadata: { name: `cluster-${index}`, labels: { region: ['eu', 'us', 'ap'][index % 3] ?? 'eu' } },
  }));
  const scores = fleet.flatMap(({ metadata }, index) =>
    resources.map((name, place) => ({
      metadata: { name, namespace: metadata.name },
      status: { scores: [{ name, value: ((index * (31 + place) * 17) % 201) - 100 }] },
    })),
  );
  const placements = Array.from({ length: strategies }, (_, index) => strategy(index));
  const state = { clusters: fleet, addOnPlacementScores: scores };
  const ways: readonly (readonly [what: string, decideAll: () => Decision[]])[] = [
    [
      'over one hub',
      () => {
        const hub = new Hub(state, now);
        return placements.map((each) => decide(each, hub));
      },
    ],
    ['each for itself', () => placements.map((each) => schedule({ placement: each, now, ...state }))],
  ];
  return {
    targets: ways.map(([what, decideAll]) => {
      const seconds = median(Array.from({ length: runs }, () => timed(decideAll)));
      return {
        what: `scheduling 100 strategies over 10,000 clusters, ${what}`,
        target: 'less than 1 s',
        measured: `${seconds.toFixed(2)} s`,
        met: seconds < 1,
      };
    }),
  };
}

const now = new Date(0);

/** Seconds of processor time: how long it takes where nothing else runs. */
function timed(decideAll: () => readonly Decision[]): number {
  const started = process.cpuUsage();
  const decisions = decideAll();
  const { user, system } = process.cpuUsage(started);
  if (decisions.some(({ decisions: chosen }) => chosen.length === 0)) throw new Error('nothing was chosen');
  return (user + system) / 1e6;
}

function strategy(index: number): Placement {
  const coordinate = (place: number) => {
    const name = resources[place % resources.length] ?? '';
    return { type: 'AddOn', addOn: { resourceName: name, scoreName: name } };
  };
  const selector = { labelSelector: { matchLabels: { region: 'eu' } } };
  return {
    metadata: { name: `strategy-${index}`, namespace: 'strategies' },
    spec: {
      numberOfClusters: 1 + (index % 5),
      ...(index % 2 === 1 && { predicates: [{ requiredClusterSelector: selector }] }),
      prioritizerPolicy: {
        mode: index % 3 === 0 ? 'Additive' : 'Exact',
        configurations: [
          { scoreCoordinate: coordinate(index), weight: 1 + (index % 10) },
          { scoreCoordinate: coordinate(index + 1), weight: -1 - (index % 10) },
        ],
      },
    },
  };
}
