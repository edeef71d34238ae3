import type { PodSecurity } from './pod-security';

/** The platforms that the tool knows by name; an environment derives others from them. */
export type PlatformName = 'aks' | 'eks' | 'generic' | 'gke' | 'k3s' | 'kind' | 'openshift';

/** Objects that a cluster has from the start, by `group/Kind`: patterns of `namespace/name`, or of the name alone. */
export type Present = Readonly<Partial<Record<string, RegExp>>>;

/** Everything that differs between the platforms of clusters; code reads a field of it, never the name. */
export interface Platform {
  /** As clusters write it: a known platform, or one that the environment derives. */
  readonly name: string;
  /** Whether it assigns uid and fsGroup itself (OpenShift's restricted-v2 SCC), so that fixed ones fail. */
  readonly assignsUids: boolean;
  /** The laxest Pod Security level that it grants a namespace. */
  readonly podSecurity: PodSecurity;
  readonly storage: {
    /** The StorageClass of claims where the environment names none. @default - the default class of the cluster */
    readonly class?: string;
    /** Whether a claim that names no class gets one. */
    readonly hasDefault: boolean;
  };
  /** Whether it has OpenShift's Routes. */
  readonly routes: boolean;
  /** Annotations of Services of type LoadBalancer. @default - nothing gives them an address */
  readonly loadBalancer?: LoadBalancing;
  /** The IngressClass that `ingress: true` means. @default - none */
  readonly ingressClass?: string;
  readonly nodes: {
    /** Whether nodes carry their instance type as a label: `some` where that depends on the cloud beneath. */
    readonly instanceTypes: 'always' | 'some' | 'never';
    /** Whether the number of nodes of a cluster includes its control plane, which takes workloads too. */
    readonly countControlPlane: boolean;
  };
  /** The prefix of the name that kubectl has for a cluster. */
  readonly contextPrefix: string;
  /** Whether ServiceAccounts can assume IAM roles of AWS. */
  readonly awsRoles: boolean;
  /** The default StorageClass that the block `eks` gives a cluster, where eksctl makes it. @default - something else makes it */
  readonly eksctl?: { readonly storageClass: string };
  /** Whether OpenShift AI provides KServe and its dashboard, instead of the upstream chart. */
  readonly openshiftAi: boolean;
  /** Monitoring that comes with it. @default - none */
  readonly monitoring?: Monitoring;
  /** Where Argo CD lives when this platform is the hub, and who owns its configuration. */
  readonly argocd: {
    readonly namespace: string;
    /** `configmap`: a partial `argocd-cm`. `operator`: the `ArgoCD` object that OpenShift GitOps reconciles. */
    readonly configuredBy: 'configmap' | 'operator';
  };
  /** Objects that its clusters have from the start. */
  readonly present: readonly Present[];
  /** How a ManagedCluster shows that it has this platform. @default - it cannot be seen */
  readonly toldBy?: {
    /** The product that a cluster claims, or its label `vendor`. */
    readonly product: RegExp;
    /** The version of its Kubernetes. */
    readonly version?: RegExp;
  };
}

/** Annotations of a Service of type LoadBalancer. */
export interface LoadBalancing {
  /** On every one. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Further annotations of one that is reachable only inside the network. */
  readonly internal: Readonly<Record<string, string>>;
}

/** The Prometheus of a platform. */
export interface Monitoring {
  /** The hosts that lead to it, `service.namespace`. */
  readonly hosts: RegExp;
  /** The ClusterRole that a ServiceAccount needs to query it. @default - everybody may */
  readonly readerRole?: string;
  /** The ConfigMap that makes it read monitors of other namespaces. @default - it reads them */
  readonly monitorsNeed?: { readonly namespace: string; readonly configMap: string; readonly why: string };
  /** Its URL on each cluster, for `prometheus: platform`. @default - none */
  readonly url?: string;
  /** The ConfigMap of every namespace, and its key, that holds the CA of that URL. @default - a public authority */
  readonly serviceCa?: { readonly name: string; readonly key: string };
}
