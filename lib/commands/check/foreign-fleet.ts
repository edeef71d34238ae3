import { BuiltIns } from '../../graph/built-in';
import type { Cluster, Fleet, PlatformName } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import type { RuleInput } from '../../rules/engine/rule-fleet';

/** Kinds of which a cluster has objects that no folder shows, whoever made them. */
const elsewhere: ReadonlySet<string> = new Set([
  'AddOnPlacementScore',
  'APIGroup',
  'AppProject',
  'ClusterManagementAddOn',
  'CustomResourceDefinition',
  'IngressClass',
  'ManagedCluster',
  'ManagedClusterSet',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
]);

/**
 * What the rules may take for granted about a cluster of which nobody has told us. Kinds that others bring may be there,
 * as may whatever lies in a namespace of which the folder renders nothing; what a manifest asks for in a namespace that the
 * folder does fill must be in the folder, or be there in every cluster.
 */
export function foreignFleet(cluster: string, namespaces: ReadonlySet<string>): Pick<RuleInput, 'fleet' | 'mayExist'> {
  const own = fleetOf(cluster, 'kind');
  const builtIns = (['kind', 'eks', 'openshift'] as const).map((platform) => new BuiltIns(fleetOf(cluster, platform)));
  const mayExist = (ref: Ref): boolean =>
    elsewhere.has(ref.kind) ||
    (ref.namespace !== undefined && !namespaces.has(ref.namespace)) ||
    builtIns.some((platform) => platform.has({ ...ref, cluster }));
  return { fleet: own, mayExist };
}

function fleetOf(name: string, platform: PlatformName): Fleet {
  const hub: Cluster = { name, platform, role: 'hub', labels: {}, nodes: 1 };
  return { environment: '', gitops: { repoURL: '', revision: '', path: '' }, hub, clusters: [hub] };
}
