import type { Construct } from 'constructs';
import type { Manifest } from './manifest';
import type { Origin, Path } from './origin';
import type { PodSecurity } from './pod-security';
import type { Ref } from './ref';

/**
 * `argo`: its Application's destination is the cluster. `work`: a ManifestWork on the hub carries it there.
 * `workReplicaSet`: one ManifestWorkReplicaSet on the hub carries it to all clusters that have the unit.
 */
export type Delivery = 'argo' | 'work' | 'workReplicaSet';

/**
 * When a unit syncs among the units of its cluster: each step waits until the one before it is healthy, and for the last step
 * nothing waits. `beside` is for what may take hours, such as a training: it stands in the last step, with the smoke tests.
 */
const steps = { namespaces: 0, charts: 1, secrets: 2, workloads: 3, smoke: 4, beside: 4 } as const;
export type Stage = keyof typeof steps;
export const stages = Object.keys(steps) as readonly Stage[];

/** The step of a stage: what has a lower one is healthy first. */
export function stepOf(stage: Stage): number {
  return steps[stage];
}

/** A namespace that a unit's objects live in. */
export interface NamespaceNeed {
  readonly name: string;
  readonly podSecurity: PodSecurity;
  /** Whether the demand of any other unit takes precedence. @default false */
  readonly yields?: true;
  /** The settings that ask for it. @default - those of its unit */
  readonly settings?: Path;
  /** Required for anything laxer than `restricted`: why the pods need it. */
  readonly why?: string;
  /**
   * Whose ManifestWork brings the namespace too, and would take it away with all in it when that work goes: Open Cluster
   * Management leaves a namespace alone only while another work owns it. @default - nobody's
   */
  readonly alsoFrom?: string;
  /** What others read on the namespace, as a dashboard does. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Something that must exist before Argo CD can sync and that nothing here renders. */
export interface Need {
  readonly ref: Ref;
  /** Who makes it and what for, in a few words. */
  readonly why: string;
}

/** A component, or a named part of one, on one cluster: one folder, one Argo CD Application. */
export interface Unit {
  readonly name: string;
  readonly component: string;
  readonly cluster: string;
  readonly delivery: Delivery;
  readonly stage: Stage;
  /** `manual`: only a person's sync makes its objects, and nothing waits for it. @default automated */
  readonly sync?: 'automated' | 'manual';
  /** The settings that asked for it. */
  readonly settings: Path;
  readonly namespaces: readonly NamespaceNeed[];
  readonly needs: readonly Need[];
  /** Routes that operators make for it and no manifest shows: where people find it. @default - none */
  readonly routes?: readonly Ref[];
  readonly content: Constructs | Chart;
  /** Whether the user wrote its objects, and not this program. @default false */
  readonly own?: true;
  /** The same content, built a second time: the result must be equal. @default - it is known to be */
  readonly again?: Constructs;
}

/** What is said of a unit; the rest is as most have it. */
export type UnitProps = Pick<Unit, 'component' | 'cluster' | 'content'> & Partial<Unit>;

/**
 * A unit. Unless told otherwise, it has its component's name, comes from the component's whole block, and Argo CD syncs it
 * with the workloads of its cluster.
 */
export function defineUnit(props: UnitProps): Unit {
  const { component } = props;
  return {
    name: component,
    delivery: 'argo',
    stage: 'workloads',
    settings: [component],
    namespaces: [],
    needs: [],
    ...props,
  };
}

/** The key of a unit in an environment. */
export function unitKey(unit: Pick<Unit, 'cluster' | 'name'>): string {
  return `${unit.cluster}/${unit.name}`;
}

/** A unit whose manifests this program builds. */
export interface Constructs {
  readonly type: 'constructs';
  /** Fields that the cluster writes after Argo CD. @default - none */
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  /** For smoke tests: the units, as `unitKey` gives them, whose change must make the tests run again. @default - none */
  readonly tests?: readonly string[];
  /**
   * Units of one component and name that say the same here are built of equal settings: their objects differ in nothing
   * but the names of their clusters, and are built once. @default - each is built by itself
   */
  readonly alike?: string;
  /** Adds the unit's constructs to an empty scope. A run proves with some units that they are alike by building them, too. */
  build(scope: Construct): void;
}

/** Content that this program builds. */
export function constructs(build: Constructs['build'], rest: Omit<Constructs, 'type' | 'build'> = {}): Constructs {
  return { type: 'constructs', build, ...rest };
}

/** A unit that Argo CD renders itself, from a Helm repository or from someone else's Git repository. */
export interface Chart {
  readonly type: 'chart';
  readonly source: HelmSource | GitSource;
  /** Namespace that its objects are installed into. */
  readonly namespace: string;
  /** Further namespaces that it writes to, such as `kube-system`. */
  readonly alsoIn: readonly string[];
  /** Kinds, as `group/Kind`, that it may create: what its AppProject permits. */
  readonly creates: readonly ChartKind[];
  /** API groups whose custom resources exist once it is healthy. */
  readonly providesGroups: readonly string[];
  /** Names of units on the same cluster that must be healthy before it. */
  readonly after: readonly string[];
  /** Fields that the cluster writes after Argo CD, in the form of an Application's `ignoreDifferences`. */
  readonly ignoreDifferences: readonly IgnoredDifference[];
}

/** A field that something in the cluster writes and that Argo CD must not fight over. */
export interface IgnoredDifference {
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
}

/** A kind that a chart may create. */
export interface ChartKind {
  readonly group: string;
  readonly kind: string;
  readonly clusterScoped: boolean;
}

/** A chart in a Helm repository, or in an OCI registry where `repoURL` has no scheme. */
export interface HelmSource {
  readonly type: 'helm';
  readonly repoURL: string;
  readonly chart: string;
  readonly version: string;
  readonly releaseName: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A folder of plain manifests, or a Kustomization, in a Git repository of others. */
export interface GitSource {
  readonly type: 'git';
  readonly repoURL: string;
  /** A full commit hash. */
  readonly commit: string;
  readonly path: string;
  /** A glob of the files to read in a plain directory; all of them when absent. */
  readonly include?: string;
  /** Images in place of those of the same name, where the path is a Kustomization: `name=other@sha256:…`. @default - its own */
  readonly images?: readonly string[];
}

/** A rendered object and where it comes from. */
export interface Rendered {
  readonly manifest: Manifest;
  readonly origin: Origin;
}
