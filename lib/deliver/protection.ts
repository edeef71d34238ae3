import { annotate } from './annotations';
import type { Manifest } from '../model/manifest';

/** Kinds whose deletion takes data, or everything inside, with it. */
const precious = new Set(['Namespace', 'PersistentVolumeClaim', 'CustomResourceDefinition']);

/** Whether neither a pruned unit nor a deleted ManifestWork may take the object with it. */
export function isPrecious(manifest: Manifest): boolean {
  return precious.has(manifest.kind);
}

/**
 * Argo CD neither prunes it nor deletes it with its Application; and where Git no longer has it, it does not count as a
 * difference, which would be synced again every few minutes without ever going away.
 */
const outlives = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
} as const;

/** Keeps what must outlive its unit. */
export function protect(manifest: Manifest): Manifest {
  return isPrecious(manifest) ? keep(manifest) : manifest;
}

/** Keeps it, whatever it is. */
export function keep(manifest: Manifest): Manifest {
  return annotate(manifest, outlives);
}
