import type { ObjectFault } from './object-fault';
import { findingKind } from '../model/finding-kind';
import type { Manifest } from '../model/manifest';
import type { KnownKind } from './known-kinds';

export const scopeMismatchKind = findingKind({
  code: 'scope-mismatch',
  why: 'Without a namespace an object lands in whatever namespace the client happens to use; a cluster-scoped kind has none.',
  fix: 'Set metadata.namespace on namespaced kinds and leave it out on cluster-scoped ones.',
  messages: {
    clusterScoped: 'got {got:json}; {kind} is cluster-scoped and has no namespace',
    namespaced: 'got {got:json}; {kind} is namespaced and needs one',
  },
});

/** @param givesNamespace whether what carries the object puts it into a namespace, as when a Template is processed. */
export function scopeFaults(manifest: Manifest, { namespaced }: KnownKind, givesNamespace: boolean): ObjectFault[] {
  const { namespace } = manifest.metadata;
  const path = ['metadata', 'namespace'];
  if (!namespaced && namespace !== undefined)
    return [scopeMismatchKind.fault('clusterScoped', { got: namespace, kind: manifest.kind }, { path })];
  if (namespaced && (namespace === undefined || namespace === '') && !givesNamespace)
    return [scopeMismatchKind.fault('namespaced', { got: namespace, kind: manifest.kind }, { path })];
  return [];
}
