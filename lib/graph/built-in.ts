import { isKind } from '../kinds/group-kind';
import type { KindKey } from '../kinds/kind-table';
import { groupOfDefinition } from '../kinds/resource-name';
import { groupKindKey } from '../model/group-kind';
import type { Cluster, Fleet, PlatformName } from '../model/fleet';
import type { Ref } from '../model/ref';
import type { Offer } from './edge';

/** Objects that a cluster has from the start, by kind: patterns of `namespace/name`, or of the name alone. With an API group all its kinds are there. */
type Present = Readonly<Partial<Record<KindKey | 'APIGroup', RegExp>>>;

const everywhere: Present = {
  'rbac.authorization.k8s.io/ClusterRole': /^(admin|cluster-admin|edit|view|system:.+)$/,
  '/ConfigMap': /\/kube-root-ca\.crt$/,
  '/Namespace': /^(default|kube-node-lease|kube-public|kube-system)$/,
  'scheduling.k8s.io/PriorityClass': /^system-(cluster|node)-critical$/,
  'rbac.authorization.k8s.io/Role': /^(kube-system\/extension-apiserver-authentication-reader|[^/]+\/system:.+)$/,
  '/Service': /^(default\/kubernetes|kube-system\/(coredns|kube-dns|metrics-server))$/,
  '/ServiceAccount': /\/default$/,
};

/** Those of a cluster, and of the operators that most clusters have: what another operator brings is listed under `external`. */
const openshiftNamespaces = new RegExp(
  `^openshift(-(${[
    'adp',
    'apiserver',
    'authentication',
    'cloud-[a-z-]+',
    'cluster-[a-z-]+',
    'cnv',
    'config(-managed)?',
    'console(-user-settings)?',
    'controller-manager',
    'distributed-tracing',
    'dns',
    'etcd',
    'gitops',
    'host-network',
    'image-registry',
    'infra',
    'ingress(-canary)?',
    'insights',
    'kube-(apiserver|controller-manager|scheduler|storage-version-migrator)',
    'logging',
    'machine-(api|config)',
    'marketplace',
    'monitoring',
    'multus',
    'network-[a-z-]+',
    'nfd',
    'node',
    'oauth-apiserver',
    'operator-lifecycle-manager',
    'operators(-redhat)?',
    'ovn-kubernetes',
    'pipelines',
    'route-controller-manager',
    'serverless',
    'service-ca',
    'storage',
    'user-workload-monitoring',
  ].join('|')})(-operator)?)?$`,
);

const byPlatform: Readonly<Record<PlatformName, Present>> = {
  kind: { 'storage.k8s.io/StorageClass': /^standard$/ },
  eks: { 'storage.k8s.io/StorageClass': /^gp2$/ },
  openshift: {
    APIGroup: /(^|\.)openshift\.io$|^(operators|monitoring)\.coreos\.com$/,
    'rbac.authorization.k8s.io/ClusterRole':
      /^(basic-user|cluster-monitoring-view|cluster-reader|registry-.+|self-provisioner)$/,
    '/ConfigMap': /\/openshift-service-ca\.crt$/,
    '/Namespace': openshiftNamespaces,
    '/Service':
      /^(openshift-image-registry\/image-registry|openshift-monitoring\/(alertmanager-main|prometheus-k8s|thanos-querier))$/,
    '/ServiceAccount': /(\/(builder|deployer)|^openshift-gitops\/openshift-gitops-argocd-application-controller)$/,
  },
};

const byRole: Readonly<Record<Cluster['role'], Present>> = {
  hub: {
    APIGroup: /^((addon|authentication|cluster|operator|work)\.open-cluster-management\.io|argoproj\.io)$/,
    'argoproj.io/AppProject': /\/default$/,
    'cluster.open-cluster-management.io/ManagedClusterSet': /^(default|global)$/,
    '/Namespace': /^(argocd|open-cluster-management(-(agent(-addon)?|hub))?)$/,
  },
  managed: {
    APIGroup: /^(cluster|operator|work)\.open-cluster-management\.io$/,
    '/Namespace': /^open-cluster-management(-agent(-addon)?)?$/,
  },
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
      fleet.clusters.map(({ name, platform, role }) => [name, [everywhere, byPlatform[platform], byRole[role]]]),
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

function matches(table: Present, ref: Ref): boolean {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  if (isKind('apiextensions.k8s.io/CustomResourceDefinition', ref))
    return table.APIGroup?.test(groupOfDefinition(ref.name)) ?? false;
  const patterns: Readonly<Partial<Record<string, RegExp>>> = table;
  return patterns[groupKindKey(ref)]?.test(name) ?? false;
}

/** An Offer for something that nothing rendered brings: keys and ports count as there unless they are told. */
export function presentOffer(ref: Ref, told: Pick<Offer, 'keys' | 'ports'> = {}): Offer {
  const { cluster, group, kind, namespace, name } = ref;
  const bare: Ref = { cluster, group, kind, name, ...(namespace !== undefined && { namespace }) };
  return { ref: bare, by: bare, uninstantiated: false, origin: { cluster, unit: '', settings: [] }, ...told };
}
