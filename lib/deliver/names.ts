import type { Fleet } from '../model/fleet';

/** Units whose objects are Argo CD Applications; no component may use these names. */
export const rootUnit = 'applications';

/** What a person applies once counts as a unit of this name, although it is none. */
export const bootstrapUnit = 'argocd';

/**
 * The unit on the hub that holds the Applications of one cluster's units; `replica-sets` has one too, as if it were a
 * cluster.
 */
export function clusterUnit(cluster: string): string {
  return `${rootUnit}-${cluster}`;
}

/**
 * Names of Applications. Cluster and unit names have no dot, so dots keep any two from meaning the same:
 * `kind`, `kind.worker01`, `kind.worker01.dynamic-scoring`.
 */
export function applicationName(...parts: [environment: string, cluster?: string, unit?: string]): string {
  return parts.join('.');
}

/** The three AppProjects of an environment. */
export function projectNames(environment: string) {
  return { root: `${environment}-root`, fleet: environment, charts: `${environment}-charts` } as const;
}

/** A unit's folder below `dist/<environment>`. */
export function unitFolder(cluster: string, unit: string): string {
  return `${cluster}/${unit}`;
}

/** The folder as Argo CD finds it in the repository. */
export function repositoryPath(fleet: Fleet, cluster: string, unit: string): string {
  return `${fleet.gitops.path}/${fleet.environment}/${unitFolder(cluster, unit)}`;
}

/** Labels of everything that delivery itself writes. */
export function deliveryLabels(fleet: Fleet): Record<string, string> {
  return { 'app.kubernetes.io/managed-by': 'scorewright', 'scorewright.dev/environment': fleet.environment };
}
