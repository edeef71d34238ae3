import { BuiltIns } from '../../graph/built-in';
import { isClusterScoped } from '../../kinds/scope';
import { groupKindKey, outsideApi } from '../../model/group-kind';
import type { Cluster, Fleet } from '../../model/fleet';
import type { Platform } from '../../model/platform';
import type { Ref } from '../../model/ref';
import { platforms } from '../../platforms/catalogue';
import { unknown } from '../../platforms/unknown';
import type { RuleInput } from '../../rules/engine/rule-fleet';

/** Namespaced kinds that every cluster has objects of, without any in the folder. */
const elsewhere: ReadonlySet<string> = new Set([
  'cluster.open-cluster-management.io/AddOnPlacementScore',
  groupKindKey(outsideApi('APIGroup')),
  'argoproj.io/AppProject',
  'addon.open-cluster-management.io/ManagedClusterAddOn',
]);

/** Namespaces that a cluster fills by itself, whatever a folder adds to them. */
const ofThePlatform = /^(kube-(node-lease|public|system)|openshift(-.+)?)$/;

/**
 * What the rules may take for granted about an undescribed cluster. Cluster-scoped objects that others bring
 * may be there, as may whatever lies in a namespace without objects in the folder; what a manifest asks for in a namespace that the
 * folder does fill must be in the folder, or be there in every cluster.
 */
export function foreignFleet(cluster: string, namespaces: ReadonlySet<string>): Pick<RuleInput, 'fleet' | 'mayExist'> {
  const own = fleetOf(cluster, unknown);
  const builtIns = Object.values(platforms).map((platform) => new BuiltIns(fleetOf(cluster, platform)));
  const mayExist = (ref: Ref): boolean =>
    elsewhere.has(groupKindKey(ref)) ||
    isClusterScoped(ref) ||
    (ref.namespace !== undefined && (ofThePlatform.test(ref.namespace) || !namespaces.has(ref.namespace))) ||
    builtIns.some((platform) => platform.has({ ...ref, cluster }));
  return { fleet: own, mayExist };
}

function fleetOf(name: string, platform: Platform): Fleet {
  const hub: Cluster = { name, platform, role: 'hub', labels: {}, nodes: 1 };
  return { environment: '', gitops: { repoURL: '', revision: '', path: '' }, hub, clusters: [hub] };
}
