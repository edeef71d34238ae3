import type { ManagedCluster } from './objects';
import { approximate, parseQuantity } from '../model/quantity';

export type ResourceName = 'cpu' | 'memory';

/**
 * 100 for the cluster with the most allocatable, -100 for the one with the least, 100 for all where all have the same. A
 * cluster that does not state a resource gets NaN: it counts as 0 and beats the lower half.
 */
export function allocatableScores(resource: ResourceName, clusters: readonly ManagedCluster[]): Float64Array {
  const amounts = Float64Array.from(clusters, ({ status }) => {
    const allocatable = status?.allocatable?.[resource];
    // Upstream wants the capacity stated, too, though it computes nothing from it. An agent reports both or neither, so an
    // object in which `capacity` is left out altogether is one that was cut short.
    const stated = allocatable !== undefined && (status?.capacity ?? status?.allocatable)?.[resource] !== undefined;
    return stated ? approximate(parseQuantity(allocatable)) : NaN;
  });
  let [least, most] = [Infinity, -Infinity];
  for (const amount of amounts) {
    if (amount < least) least = amount;
    if (amount > most) most = amount;
  }
  if (most === least) return amounts.map((amount) => (Number.isNaN(amount) ? NaN : 100));
  return amounts.map((amount) => Math.trunc(((amount - least) / (most - least) - 0.5) * 2 * 100) + 0);
}
