import type { Cluster, Fleet, PlatformName } from '../model/fleet';
import type { Ref } from '../model/ref';
import type { Offer } from './edge';
import { groupOfDefinition } from './scope';

/** Objects that a cluster has from the start, by kind: patterns of `namespace/name`, or of the name alone. */
type Present = Readonly<Record<string, RegExp>>;

const everywhere: Present = {
  ClusterRole: /^(admin|cluster-admin|edit|view|system:.+)$/,
  ConfigMap: /\/kube-root-ca\.crt$/,
  Namespace: /^(default|kube-node-lease|kube-public|kube-system)$/,
  PriorityClass: /^system-(cluster|node)-critical$/,
  Role: /^(kube-system\/extension-apiserver-authentication-reader|[^/]+\/system:.+)$/,
  Service: /^(default\/kubernetes|kube-system\/kube-dns)$/,
  ServiceAccount: /\/default$/,
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
  kind: { StorageClass: /^standard$/ },
  eks: { StorageClass: /^gp2$/ },
  openshift: {
    APIGroup: /(^|\.)openshift\.io$|^(operators|monitoring)\.coreos\.com$/,
    ClusterRole: /^(basic-user|cluster-monitoring-view|cluster-reader|registry-.+|self-provisioner)$/,
    ConfigMap: /\/openshift-service-ca\.crt$/,
    Namespace: openshiftNamespaces,
    Service:
      /^(openshift-image-registry\/image-registry|openshift-monitoring\/(alertmanager-main|prometheus-k8s|thanos-querier))$/,
    ServiceAccount: /(\/(builder|deployer)|^openshift-gitops\/openshift-gitops-argocd-application-controller)$/,
  },
};

const byRole: Readonly<Record<Cluster['role'], Present>> = {
  hub: {
    APIGroup: /^((addon|authentication|cluster|operator|work)\.open-cluster-management\.io|argoproj\.io)$/,
    AppProject: /\/default$/,
    ManagedClusterSet: /^(default|global)$/,
    Namespace: /^(argocd|open-cluster-management(-(agent(-addon)?|hub))?)$/,
  },
  managed: {
    APIGroup: /^(cluster|operator|work)\.open-cluster-management\.io$/,
    Namespace: /^open-cluster-management(-agent(-addon)?)?$/,
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
    const { cluster, kind, name } = ref;
    if (
      cluster === this.fleet.hub.name &&
      (kind === 'ManagedCluster' || kind === 'Namespace') &&
      this.managed.has(name)
    )
      return true;
    return (this.tables.get(cluster) ?? [everywhere]).some((table) => matches(table, ref));
  }
}

function matches(table: Present, ref: Ref): boolean {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  if (ref.kind === 'CustomResourceDefinition') return table.APIGroup?.test(groupOfDefinition(ref.name)) ?? false;
  return table[ref.kind]?.test(name) ?? false;
}

/** An Offer for something that nothing rendered brings: keys and ports count as there unless they are told. */
export function presentOffer(ref: Ref, told: Pick<Offer, 'keys' | 'ports'> = {}): Offer {
  const { cluster, kind, namespace, name } = ref;
  const bare: Ref = namespace === undefined ? { cluster, kind, name } : { cluster, kind, namespace, name };
  return { ref: bare, by: bare, uninstantiated: false, origin: { cluster, unit: '', settings: [] }, ...told };
}
