import type { Platform, PlatformName } from './platform';

/** One cluster of an environment, hub or managed. */
export interface Cluster {
  /** As in Open Cluster Management and in Argo CD. */
  readonly name: string;
  /** The name of a known platform, or the record of a derived one; `platformOf` gives the record of either. */
  readonly platform: PlatformName | Platform;
  readonly role: 'hub' | 'managed';
  /** A node's address that the other clusters reach, where NodePorts are used. */
  readonly address?: string;
  /** OpenShift: the domain under which Routes get their hosts, as `apps.fleet.example.com`. */
  readonly appsDomain?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The address of its metrics. @default - that of its platform, otherwise the Prometheus of the chart */
  readonly prometheus?: { readonly url: string; readonly token?: string | undefined; readonly ca?: string | undefined };
  /** Number of nodes that take workloads. */
  readonly nodes: number;
}

/** Where the rendered tree lies for Argo CD. */
export interface GitOps {
  readonly repoURL: string;
  readonly revision: string;
  /** The folder of the repository that holds the environment's tree. */
  readonly path: string;
  /** Whether a hub on OpenShift has OpenShift GitOps already. @default install */
  readonly operator?: 'install' | 'installed' | undefined;
  /** How Argo CD runs. @default - every unit syncs and heals by itself, at any time */
  readonly argocd?: ArgocdPolicy | undefined;
}

/** How the Argo CD of an environment runs. */
export interface ArgocdPolicy {
  /** `manual`: a person syncs each unit. */
  readonly sync: 'automated' | 'manual';
  /** Whether Argo CD undoes changes that people make on a cluster. @default true */
  readonly selfHeal?: boolean | undefined;
  /** When syncs may run, or may not. @default - at any time */
  readonly windows?: readonly SyncWindow[] | undefined;
  /** The recipients of notifications about each Application, by `trigger.service`. @default - nobody */
  readonly notifications?: Readonly<Record<string, string>> | undefined;
  /** OpenShift GitOps: the name of the `ArgoCD` object. @default openshift-gitops */
  readonly instance?: string | undefined;
}

/** A time when syncs may run, or may not. */
export interface SyncWindow {
  readonly kind: 'allow' | 'deny';
  /** A cron schedule. */
  readonly schedule: string;
  /** A Go duration. */
  readonly duration: string;
  /** @default UTC */
  readonly timeZone?: string | undefined;
  /** @default false */
  readonly manualSync?: boolean | undefined;
}

/** The clusters of one environment, and where Argo CD finds what runs on them. */
export interface Fleet {
  readonly environment: string;
  readonly gitops: GitOps;
  readonly hub: Cluster;
  /** Every cluster, sorted by name. */
  readonly clusters: readonly Cluster[];
}

/** The cluster of that name, if there is one. */
export function clusterNamed(name: string, { clusters }: Pick<Fleet, 'clusters'>): Cluster | undefined {
  const known = byName.get(clusters) ?? new Map(clusters.map((cluster) => [cluster.name, cluster]));
  byName.set(clusters, known);
  return known.get(name);
}

/** The clusters of each fleet by their names, made when one is first asked for. */
const byName = new WeakMap<readonly Cluster[], ReadonlyMap<string, Cluster>>();
