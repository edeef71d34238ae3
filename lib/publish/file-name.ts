import { createHash } from 'node:crypto';
import { groupOf, type Manifest } from '../model/manifest';

/** The longest name of one file that the usual file systems take, in bytes. */
const longest = 255;

/**
 * The file of a manifest in its unit's folder: `<Kind>.<namespace>.<name>.yaml`, without the namespace for
 * cluster-scoped kinds. Different objects get different names; only those that differ in the case of letters alone
 * meet on some machines, which `Publication.put` refuses.
 *
 * @param sharedKind whether another group in the same folder has this kind too: then the group follows the kind, and
 *   dots in the namespace and the name are encoded, so that they cannot be taken for a part of the group
 */
export function fileName(manifest: Manifest, sharedKind: boolean): string {
  const { name, namespace } = manifest.metadata;
  const parts = [encode(manifest.kind), ...(namespace === undefined ? [] : [encodeDots(namespace)])];
  if (sharedKind) parts.splice(1, 0, encode(groupOf(manifest.apiVersion) || 'core'));
  const stem = [...parts, sharedKind ? encodeDots(name) : encode(name)].join('.');
  return `${shorten(stem, longest - '.yaml'.length)}.yaml`;
}

// The tilde is never left as it is by `encode`, so a shortened name cannot meet a whole one.
function shorten(stem: string, limit: number): string {
  if (stem.length <= limit) return stem;
  const hash = `~${createHash('sha256').update(stem).digest('hex').slice(0, 32)}`;
  return stem.slice(0, limit - hash.length) + hash;
}

function encode(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, (odd) => [...Buffer.from(odd)].map(encodeByte).join(''));
}

function encodeDots(text: string): string {
  return encode(text).replaceAll('.', '%2E');
}

function encodeByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
