import { annotate } from './annotations';
import type { Manifest } from '../model/manifest';

/** Kinds whose deletion takes data, or everything inside, with it. */
const precious = new Set(['Namespace', 'PersistentVolumeClaim', 'CustomResourceDefinition']);

/** Whether neither a pruned unit nor a deleted ManifestWork may take the object with it. */
export function isPrecious(manifest: Manifest): boolean {
  return precious.has(manifest.kind);
}

const syncOptions = 'argocd.argoproj.io/sync-options';

/** Keeps what must outlive its unit: Argo CD then neither prunes it nor deletes it with its Application. */
export function protect(manifest: Manifest): Manifest {
  return isPrecious(manifest) ? annotate(manifest, { [syncOptions]: 'Prune=false,Delete=false' }) : manifest;
}
