import type { ObjectFault } from './object-fault';
import { findingKind } from '../model/finding-kind';
import type { Manifest } from '../model/manifest';
import type { KnownKind } from './known-kinds';

export const scopeMismatchKind = findingKind({
  code: 'scope-mismatch',
  why: 'Without a namespace an object lands in whatever namespace the client happens to use. The API server drops the namespace of a cluster-scoped object, but the work agent of Open Cluster Management asks for it in that namespace, and fails.',
  fix: 'Set metadata.namespace on namespaced kinds, and leave it out on cluster-scoped ones in a ManifestWork.',
  messages: {
    clusterScoped: 'got {got:json}; {kind} is cluster-scoped, and the work agent looks for it in a namespace',
    namespaced: 'got {got:json}; {kind} is namespaced and needs one',
  },
});

/** How what carries an object treats its namespace. */
export interface Placing {
  /** It puts an object without one into a namespace, as when a Template is processed. */
  readonly givesNamespace?: boolean | undefined;
  /**
   * It asks for the object under the path of its namespace, which a cluster-scoped kind does not have, as the work agent
   * does. @default - the API server drops the namespace of a cluster-scoped object
   */
  readonly byNamespace?: boolean | undefined;
}

export function scopeFaults(
  manifest: Manifest,
  { namespaced }: KnownKind,
  { givesNamespace = false, byNamespace = false }: Placing,
): ObjectFault[] {
  const { namespace } = manifest.metadata;
  const path = ['metadata', 'namespace'];
  if (!namespaced && byNamespace && namespace !== undefined && namespace !== '')
    return [scopeMismatchKind.fault('clusterScoped', { got: namespace, kind: manifest.kind }, { path })];
  if (namespaced && (namespace === undefined || namespace === '') && !givesNamespace)
    return [scopeMismatchKind.fault('namespaced', { got: namespace, kind: manifest.kind }, { path })];
  return [];
}
