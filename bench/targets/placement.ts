import { Hub } from '../../lib/placement/hub';
import type { Placement } from '../../lib/placement/objects';
import { totals } from '../../lib/placement/scheduler';
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
  const seconds = Array.from({ length: runs }, () => {
    const started = performance.now();
    const hub = new Hub({ clusters: fleet, addOnPlacementScores: scores }, new Date(0));
    for (const each of placements) {
      const result = totals(each, hub);
      if (!('order' in result) || result.order.length === 0)
        throw new Error(`nothing was chosen for ${each.metadata.name}`);
    }
    return (performance.now() - started) / 1000;
  });
  return {
    targets: [
      {
        what: 'scheduling 100 strategies over 10,000 clusters',
        target: 'less than 1 s',
        measured: `${median(seconds).toFixed(2)} s`,
        met: median(seconds) < 1,
      },
    ],
  };
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
