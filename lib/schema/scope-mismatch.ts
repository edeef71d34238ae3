import type { FindingKind } from '../model/finding';
import type { Manifest } from '../model/manifest';
import type { KnownKind } from './known-kinds';
import { quote, type Fault } from './problem';

export const scopeMismatchKind: FindingKind = {
  code: 'scope-mismatch',
  why: 'Without a namespace an object lands in whatever namespace the client happens to use; a cluster-scoped kind has none.',
  fix: 'Set metadata.namespace on namespaced kinds and leave it out on cluster-scoped ones.',
};

/** @param givesNamespace whether what carries the object puts it into a namespace, as when a Template is processed. */
export function scopeFaults(manifest: Manifest, { namespaced }: KnownKind, givesNamespace: boolean): Fault[] {
  const { namespace } = manifest.metadata;
  const { code } = scopeMismatchKind;
  const path = ['metadata', 'namespace'];
  if (!namespaced && namespace !== undefined)
    return [
      { code, path, message: `got ${quote(namespace)}; ${manifest.kind} is cluster-scoped and has no namespace` },
    ];
  if (namespaced && (namespace === undefined || namespace === '') && !givesNamespace)
    return [{ code, path, message: `got ${quote(namespace)}; ${manifest.kind} is namespaced and needs one` }];
  return [];
}
