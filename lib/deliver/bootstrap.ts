import { createHash } from 'node:crypto';
import type { Fleet } from '../model/fleet';
import type { Manifest } from '../model/manifest';
import { bootstrapHash } from '../model/marker';
import { annotate, withoutAnnotations } from './annotations';
import type { Permissions } from './app-project';
import { gitOpsSubscription, type ArgocdRights } from './argocd-rights';
import { healthManifest } from './health';
import { projectNames } from './names';
import { retainedRights, type StandingRights } from './standing-rights';

/** How Argo CD is set up on the hub. */
export interface ArgocdSetup {
  readonly namespace: string;
  readonly configuredBy: 'configmap' | 'operator';
}

/**
 * What a person applies once, in an order that one `kubectl apply` can follow: health checks, AppProjects, the root if it has
 * anything to hold. On OpenShift first the operator that brings Argo CD, and the rights that it needs there: its kinds exist a
 * minute later, so the file is applied again. The AppProject of what is rendered carries a hash of all of it: by that one sees
 * later whether it is applied.
 */
export function bootstrap(
  fleet: Fleet,
  argocd: ArgocdSetup,
  permissions: Permissions,
  rights: ArgocdRights,
  root: Manifest | undefined,
  standing: StandingRights,
): Manifest[] {
  const byOperator = argocd.configuredBy === 'operator';
  const manifests = [
    ...(byOperator && fleet.gitops.operator !== 'installed' ? [gitOpsSubscription(fleet)] : []),
    ...(byOperator ? rights.manifests(fleet, standing) : []),
    healthManifest(argocd.namespace, argocd.configuredBy),
    ...permissions.projects(fleet, argocd.namespace, standing),
    ...(root === undefined ? [] : [root]),
  ];
  const hash = hashOf(manifests);
  const own = projectNames(fleet.environment).fleet;
  return manifests.map((manifest) =>
    manifest.kind === 'AppProject' && manifest.metadata.name === own
      ? annotate(manifest, { [bootstrapHash]: hash })
      : manifest,
  );
}

/** The hash that the objects carry. */
export function hashOfBootstrap(bootstrap: readonly Manifest[]): string | undefined {
  return bootstrap.flatMap(({ metadata }) => metadata.annotations?.[bootstrapHash] ?? [])[0];
}

/** What only notes that something is needed no more has no effect, and need not be applied. */
function hashOf(manifests: readonly Manifest[]): string {
  const effective = manifests.map((manifest) => withoutAnnotations(manifest, [retainedRights]));
  return createHash('sha256').update(JSON.stringify(effective)).digest('hex').slice(0, 16);
}
