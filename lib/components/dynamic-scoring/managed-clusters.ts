import type { Cluster, Fleet } from '../../model/fleet';

/**
 * The clusters that are ManagedClusters for certain. An agent is an add-on of one, so a hub that asks for scores is joined to
 * itself; one that does not ask need not be.
 */
export function managedClusters({ clusters }: Fleet, agents: readonly Cluster[]): readonly Cluster[] {
  const asking = new Set(agents);
  return clusters.filter((cluster) => cluster.role === 'managed' || asking.has(cluster));
}
