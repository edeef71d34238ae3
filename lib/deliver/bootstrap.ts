import { createHash } from 'node:crypto';
import type { Fleet } from '../model/fleet';
import type { Manifest } from '../model/manifest';
import type { Rendered } from '../model/unit';
import type { Finish } from './finish';
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
  /** Of an operator: the name of its `ArgoCD` object. @default openshift-gitops */
  readonly instance?: string;
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
  { own, finish }: { readonly own: (manifest: Manifest) => Rendered; readonly finish: Finish },
): Rendered[] {
  const byOperator = argocd.configuredBy === 'operator';
  const tried = (manifest: Manifest) => finish(own(manifest), true).manifest;
  const finished = [
    ...(byOperator && fleet.gitops.operator !== 'installed' ? [gitOpsSubscription(fleet)] : []),
    ...(byOperator ? rights.manifests(fleet, standing, argocd) : []),
    healthManifest(argocd),
    ...permissions.projects(fleet, argocd.namespace, standing, tried),
    ...(root === undefined ? [] : [root]),
  ].map((manifest) => finish(own(manifest)));
  const hash = hashOf(finished.map(({ manifest }) => manifest));
  const marked = projectNames(fleet.environment).fleet;
  return finished.map((rendered) =>
    rendered.manifest.kind === 'AppProject' && rendered.manifest.metadata.name === marked
      ? { ...rendered, manifest: annotate(rendered.manifest, { [bootstrapHash]: hash }) }
      : rendered,
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
