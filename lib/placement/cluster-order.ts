import { compare } from '../model/finding';
import type { ManagedCluster } from './objects';

/** Clusters sorted by name: of those with equal totals, the scheduler chooses the first name. */
export interface ClusterOrder {
  readonly clusters: readonly ManagedCluster[];
  /** 0, 1, 2 … of `clusters`. */
  readonly positions: readonly number[];
  /** The position of each name. */
  readonly places: ReadonlyMap<string, number>;
}

/** The order of each list that was sorted before; `from` has the index in that list, by position. */
const known = new WeakMap<readonly ManagedCluster[], ClusterOrder & { readonly from: Uint32Array }>();

/**
 * Orders a fleet. Sorting is most of the work where many Placements are scheduled over one fleet, so the order of a list is kept
 * and only compared with it. A list that changed in the meantime is sorted again.
 */
export function clusterOrder(given: readonly ManagedCluster[]): ClusterOrder {
  const before = known.get(given);
  if (before !== undefined && stillHolds(before, given)) return before;
  const from = Uint32Array.from(given.keys()).sort((a, b) => compare(nameAt(given, a), nameAt(given, b)) || a - b);
  const clusters = Array.from(from, (at) => given[at]).filter((cluster) => cluster !== undefined);
  const order = {
    clusters,
    positions: [...clusters.keys()],
    places: new Map(clusters.map(({ metadata }, place) => [metadata.name, place])),
    from,
  };
  known.set(given, order);
  return order;
}

function stillHolds(
  { clusters, places, from }: ClusterOrder & { readonly from: Uint32Array },
  given: readonly ManagedCluster[],
): boolean {
  if (clusters.length !== given.length) return false;
  for (let place = 0; place < from.length; place++) {
    const cluster = given[from[place] ?? 0];
    if (cluster === undefined || cluster !== clusters[place] || places.get(cluster.metadata.name) !== place)
      return false;
  }
  return true;
}

function nameAt(clusters: readonly ManagedCluster[], at: number): string {
  return clusters[at]?.metadata.name ?? '';
}
