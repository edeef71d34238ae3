import type { Fleet } from '../model/fleet';
import type { Manifest } from '../model/manifest';
import type { Permissions } from './app-project';
import { rootApplication } from './application';
import { healthManifest } from './health';

/** How Argo CD is set up on the hub. */
export interface ArgocdSetup {
  readonly namespace: string;
  readonly configuredBy: 'configmap' | 'operator';
}

/** What a person applies once, in an order that one `kubectl apply` can follow: health checks, AppProjects, root. */
export function bootstrap(fleet: Fleet, argocd: ArgocdSetup, permissions: Permissions): Manifest[] {
  return [
    healthManifest(argocd.namespace, argocd.configuredBy),
    ...permissions.projects(fleet, argocd.namespace),
    rootApplication(fleet, argocd.namespace),
  ];
}
