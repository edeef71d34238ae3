import { isKind } from '../kinds/group-kind';
import { groupOfDefinition } from '../kinds/resource-name';
import { groupKindKey, outsideApi } from '../model/group-kind';
import type { Cluster, Fleet } from '../model/fleet';
import type { Present } from '../model/platform';
import type { Ref } from '../model/ref';
import { platformOf } from '../platforms/catalogue';
import { named, present } from '../platforms/present';
import type { Offer } from './edge';

const everywhere = present({
  'rbac.authorization.k8s.io/ClusterRole': /^(admin|cluster-admin|edit|view|system:.+)$/,
  '/ConfigMap': /\/kube-root-ca\.crt$/,
  '/Namespace': /^(default|kube-node-lease|kube-public|kube-system)$/,
  'scheduling.k8s.io/PriorityClass': /^system-(cluster|node)-critical$/,
  'rbac.authorization.k8s.io/Role': /^(kube-system\/extension-apiserver-authentication-reader|[^/]+\/system:.+)$/,
  '/Service': /^(default\/kubernetes|kube-system\/(coredns|kube-dns|metrics-server))$/,
  '/ServiceAccount': /\/default$/,
});

const byRole: Readonly<Record<Cluster['role'], Present>> = {
  hub: present({
    APIGroup: /^((addon|authentication|cluster|operator|work)\.open-cluster-management\.io|argoproj\.io)$/,
    'argoproj.io/AppProject': /\/default$/,
    'cluster.open-cluster-management.io/ManagedClusterSet': /^(default|global)$/,
    '/Namespace': /^(argocd|open-cluster-management(-(agent(-addon)?|hub))?)$/,
  }),
  managed: present({
    APIGroup: /^(cluster|operator|work)\.open-cluster-management\.io$/,
    '/Namespace': /^open-cluster-management(-agent(-addon)?)?$/,
  }),
};

/**
 * What the clusters of a fleet have before anything of ours: what Kubernetes, their platform and Open Cluster Management put
 * there.
 */
export class BuiltIns {
  private readonly tables: ReadonlyMap<string, readonly Present[]>;
  private readonly managed: ReadonlySet<string>;

  constructor(private readonly fleet: Fleet) {
    this.tables = new Map(
      fleet.clusters.map((cluster) => [cluster.name, [everywhere, ...ofPlatform(cluster), byRole[cluster.role]]]),
    );
    this.managed = new Set(fleet.clusters.flatMap(({ name, role }) => (role === 'managed' ? [name] : [])));
  }

  has(ref: Ref): boolean {
    const { cluster, name } = ref;
    const named = isKind('/Namespace', ref) || isKind('cluster.open-cluster-management.io/ManagedCluster', ref);
    if (named && cluster === this.fleet.hub.name && this.managed.has(name)) return true;
    return (this.tables.get(cluster) ?? [everywhere]).some((table) => matches(table, ref));
  }
}

/** The objects that the platform brings; on a hub also the namespace of Argo CD. */
function ofPlatform(cluster: Cluster): readonly Present[] {
  const { present: brought, argocd } = platformOf(cluster);
  return cluster.role === 'hub' ? [...brought, present({ '/Namespace': named(argocd.namespace) })] : brought;
}

const apiGroup = groupKindKey(outsideApi('APIGroup'));

function matches(table: Present, ref: Ref): boolean {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  if (isKind('apiextensions.k8s.io/CustomResourceDefinition', ref))
    return table.APIGroup?.test(groupOfDefinition(ref.name)) ?? false;
  if (groupKindKey(ref) === apiGroup) return table.APIGroup?.test(name) ?? false;
  return table[groupKindKey(ref)]?.test(name) ?? false;
}

/** An Offer for an object that is not rendered: every key and port counts as present unless they are given. */
export function presentOffer(ref: Ref, told: Pick<Offer, 'keys' | 'ports'> = {}): Offer {
  const { cluster, group, kind, namespace, name } = ref;
  const bare: Ref = { cluster, group, kind, name, ...(namespace !== undefined && { namespace }) };
  return { ref: bare, by: bare, uninstantiated: false, origin: { cluster, unit: '', settings: [] }, ...told };
}
