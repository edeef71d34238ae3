import type { Fleet } from '../model/fleet';
import type { Manifest } from '../model/manifest';
import type { Permissions } from './app-project';
import { gitOpsSubscription, type ArgocdRights } from './argocd-rights';
import { healthManifest } from './health';

/** How Argo CD is set up on the hub. */
export interface ArgocdSetup {
  readonly namespace: string;
  readonly configuredBy: 'configmap' | 'operator';
}

/**
 * What a person applies once, in an order that one `kubectl apply` can follow: health checks, AppProjects, the root if it has
 * anything to hold. On OpenShift first the operator that brings Argo CD, and the rights that it needs there: its kinds exist a
 * minute later, so the file is applied again.
 */
export function bootstrap(
  fleet: Fleet,
  argocd: ArgocdSetup,
  permissions: Permissions,
  rights: ArgocdRights,
  root: Manifest | undefined,
): Manifest[] {
  const byOperator = argocd.configuredBy === 'operator';
  return [
    ...(byOperator && fleet.gitops.operator !== 'installed' ? [gitOpsSubscription(fleet)] : []),
    ...(byOperator ? rights.manifests(fleet) : []),
    healthManifest(argocd.namespace, argocd.configuredBy),
    ...permissions.projects(fleet, argocd.namespace),
    ...(root === undefined ? [] : [root]),
  ];
}
