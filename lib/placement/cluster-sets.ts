import type { Selects } from './cluster-selector';
import type { ClusterSets, Hub } from './hub';
import { compileSelector } from './label-selector';
import { clusterSetLabel, type ManagedCluster, type ManagedClusterSet, type Placement } from './objects';

/** Positions in `hub.clusters` of those that a Placement may look at: of sets bound to its namespace, and not leaving. */
export function eligibleClusters(placement: Placement, hub: Hub): readonly number[] {
  const { sets } = hub.state;
  if (sets === undefined) return hub.positions;
  const tests = eligibleSets(placement, sets).map((set) => membership(set, hub));
  return hub.positions.filter((index) => !isLeaving(hub.clusters[index]) && tests.some((holds) => holds(index)));
}

/** The sets that are bound to the Placement's namespace and, where it names any, named by it; sorted by name. */
export function eligibleSets(placement: Placement, { sets, bindings }: ClusterSets): readonly ManagedClusterSet[] {
  const { clusterSets } = placement.spec;
  const bound = new Set(
    bindings
      .filter(({ metadata }) => (metadata.namespace ?? '') === (placement.metadata.namespace ?? ''))
      .map(({ metadata }) => metadata.name),
  );
  const isNamed = (name: string) =>
    clusterSets === null || clusterSets === undefined || clusterSets.length === 0 || clusterSets.includes(name);
  return sets.filter(({ metadata: { name } }) => bound.has(name) && isNamed(name));
}

/** Whether a cluster belongs to a set; by its label unless the set selects by labels of its own. */
function membership({ metadata: { name }, spec }: ManagedClusterSet, hub: Hub): Selects {
  const { selectorType, labelSelector } = spec?.clusterSelector ?? {};
  if (selectorType !== 'LabelSelector') return (index) => labelsAt(hub, index)[clusterSetLabel] === name;
  const matches = compileSelector(labelSelector ?? {});
  return typeof matches === 'string' ? () => false : (index) => matches(labelsAt(hub, index));
}

function labelsAt({ clusters }: Hub, index: number): Readonly<Record<string, string>> {
  return clusters[index]?.metadata.labels ?? {};
}

function isLeaving(cluster: ManagedCluster | undefined): boolean {
  return cluster?.metadata.deletionTimestamp !== null && cluster?.metadata.deletionTimestamp !== undefined;
}
