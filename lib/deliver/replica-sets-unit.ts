import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import { groupKind } from '../kinds/group-kind';
import { clustersByName } from '../model/clusters-by-name';
import { compare } from '../model/finding';
import type { Fleet } from '../model/fleet';
import { constructs, defineUnit, type Unit } from '../model/unit';

/**
 * The unit on the hub that holds every ManifestWorkReplicaSet, and the holder of its Application beside those of the
 * clusters: no cluster has this name.
 */
export const replicaSetsUnit = 'replica-sets';

/** Every managed cluster is in it. */
const clusterSet = 'global';

/** The namespace of the replica sets and of their Placements; short, since replica set and namespace make one label. */
export function replicaSetNamespace(fleet: Fleet): string {
  return fitted(`${fleet.environment}-${replicaSetsUnit}`, 32);
}

/**
 * The name of a replica set for what would be a ManifestWork of this name; never that name itself, which some versions of the
 * controller would give to its works: it would meet the works of a fleet that is changing over. The controller writes
 * `<namespace>.<name>` into a label, which ends at 63.
 */
export function replicaSetName(fleet: Fleet, work: string): string {
  return fitted(`fleet-${work}`, 62 - replicaSetNamespace(fleet).length);
}

/** The name itself where it is short enough, else its beginning and a hash of all of it. */
function fitted(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, longest - hash.length - 1).replace(/[-.]+$/, '')}-${hash}`;
}

/** The clusters to which each unit goes by replica set, by its name; sorted. */
export function carriedClusters(units: readonly Unit[]): Map<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { name, cluster, delivery } of units) {
    if (delivery !== 'workReplicaSet') continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [cluster]);
    else group.push(cluster);
  }
  const names = [...groups.keys()].sort(compare);
  return new Map(names.map((name) => [name, (groups.get(name) ?? []).sort(compare)]));
}

/**
 * What the replica sets of all units stand on: one Placement for each unit, and the binding by which the Placements see
 * clusters. None where nothing goes by replica set.
 *
 * @param units all units, also those of namespaces
 */
export function unitOfReplicaSets({ hub, ...fleet }: Fleet, units: readonly Unit[]): Unit | undefined {
  const groups = carriedClusters(units);
  if (groups.size === 0) return undefined;
  const settings = units.find(({ delivery }) => delivery === 'workReplicaSet')?.settings ?? [];
  const namespace = replicaSetNamespace({ hub, ...fleet });
  return defineUnit({
    component: replicaSetsUnit,
    cluster: hub.name,
    settings,
    namespaces: [{ name: namespace, podSecurity: 'restricted' }],
    needs: [
      {
        ref: {
          cluster: hub.name,
          ...groupKind('operator.open-cluster-management.io/ClusterManager'),
          name: 'cluster-manager',
        },
        why: 'with spec.workConfiguration.featureGates: ManifestWorkReplicaSet enabled, for delivery: workReplicaSet',
      },
    ],
    content: constructs((scope) => {
      new ApiObject(scope, 'cluster-set', {
        apiVersion: 'cluster.open-cluster-management.io/v1beta2',
        kind: 'ManagedClusterSetBinding',
        metadata: { name: clusterSet, namespace },
        spec: { clusterSet },
      });
      for (const [name, clusters] of groups)
        new ApiObject(scope, `placement-${name}`, {
          apiVersion: 'cluster.open-cluster-management.io/v1beta1',
          kind: 'Placement',
          metadata: { name, namespace },
          spec: placementSpec(clusters),
        });
    }),
  });
}

/**
 * Chooses exactly these clusters, by name: by labels it would choose others of the hub too, which the environment does not
 * know, and miss one whose label somebody forgot. A cluster that is out of reach stays chosen, or all that it runs would be
 * deleted once it is back.
 */
function placementSpec(clusters: readonly string[]): object {
  return {
    clusterSets: [clusterSet],
    predicates: clustersByName(clusters).map((expression) => ({
      requiredClusterSelector: { celSelector: { celExpressions: [expression] } },
    })),
    tolerations: ['unreachable', 'unavailable'].map((state) => ({
      key: `cluster.open-cluster-management.io/${state}`,
      operator: 'Exists',
    })),
  };
}
