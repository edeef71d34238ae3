import type { PodSecurity } from './pod-security';

/** The platforms that the tool knows by name; an environment derives others from them. */
export type PlatformName = 'aks' | 'eks' | 'generic' | 'gke' | 'k3s' | 'kind' | 'openshift';

/** Objects that a cluster has from the start, by `group/Kind`: patterns of `namespace/name`, or of the name alone. */
export type Present = Readonly<Partial<Record<string, RegExp>>>;

/** All that differs between the platforms that clusters run on; whoever asks of a platform asks for a field of this. */
export interface Platform {
  /** As clusters name it: a known one, or one that the environment derives. */
  readonly name: string;
  /** Whether it assigns uid and fsGroup itself (OpenShift's restricted-v2 SCC), so that fixed ones fail. */
  readonly assignsUids: boolean;
  /** The laxest Pod Security level that it grants a namespace. */
  readonly podSecurity: PodSecurity;
  readonly storage: {
    /** The StorageClass that claims get where the environment names none. @default - there is no usual one */
    readonly class?: string;
    /** Whether a claim that names no class gets one. */
    readonly hasDefault: boolean;
  };
  /** Whether it has OpenShift's Routes. */
  readonly routes: boolean;
  /** What gives Services of type LoadBalancer an address. @default - nothing does */
  readonly loadBalancer?: LoadBalancing;
  /** The IngressClass that `ingress: true` means. @default - none */
  readonly ingressClass?: string;
  readonly nodes: {
    /** Whether nodes carry their instance type as a label: `some` where that depends on the cloud beneath. */
    readonly instanceTypes: 'always' | 'some' | 'never';
    /** Whether the number of nodes of a cluster includes its control plane, which takes workloads too. */
    readonly countControlPlane: boolean;
  };
  /** How kubectl calls a cluster, before its name. */
  readonly contextPrefix: string;
  /** Whether ServiceAccounts can take on IAM roles of AWS. */
  readonly awsRoles: boolean;
  /** Where eksctl makes the cluster: the default StorageClass that the block `eks` gives it. @default - another makes it */
  readonly eksctl?: { readonly storageClass: string };
  /** Whether OpenShift AI brings KServe, with its dashboard, and not the upstream chart. */
  readonly openshiftAi: boolean;
  /** Monitoring that comes with it. @default - none */
  readonly monitoring?: Monitoring;
  /** Where Argo CD lives when this platform is the hub, and who owns its configuration. */
  readonly argocd: {
    readonly namespace: string;
    /** `configmap`: a partial `argocd-cm`. `operator`: the `ArgoCD` object that OpenShift GitOps reconciles. */
    readonly configuredBy: 'configmap' | 'operator';
  };
  /** What its clusters have before anything of ours: it counts as there. */
  readonly present: readonly Present[];
  /** By what a ManagedCluster tells that it is one. @default - nothing tells it */
  readonly toldBy?: {
    /** The product that a cluster claims, or its label `vendor`. */
    readonly product: RegExp;
    /** The version of its Kubernetes. */
    readonly version?: RegExp;
  };
}

/** Annotations of a Service of type LoadBalancer. */
export interface LoadBalancing {
  /** Of every one. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Besides, of one that is reached inside the network only. */
  readonly internal: Readonly<Record<string, string>>;
}

/** Prometheus as a platform brings it. */
export interface Monitoring {
  /** Where its pods are asked, `service.namespace`: a pattern of hosts that lead to it. */
  readonly hosts: RegExp;
  /** The ClusterRole whose ServiceAccounts it answers. @default - it answers everybody */
  readonly readerRole?: string;
  /** What must be set for it to read monitors of other namespaces. @default - it reads them */
  readonly monitorsNeed?: { readonly namespace: string; readonly configMap: string; readonly why: string };
  /** The URL that is asked on each of its clusters where an environment says `prometheus: platform`. @default - none */
  readonly url?: string;
  /** The ConfigMap of every namespace, and its key, with who signs the certificate of that URL. @default - a public authority */
  readonly serviceCa?: { readonly name: string; readonly key: string };
}
