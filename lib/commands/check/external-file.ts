import { readFileSync } from 'node:fs';
import { isObject, objectsOf } from '../../model/json';
import { refOf } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import type { Ref } from '../../model/ref';
import { kindNamed } from '../../kinds/kind-named';
import { isClusterScoped } from '../../kinds/scope';
import { readYaml } from '../../yaml/read-yaml';
import { splitDocuments } from '../../yaml/split-documents';

/** The objects of an `--external` file, or why it cannot be used. */
export type External = { readonly refs: readonly Ref[] } | { readonly misuse: string };

/**
 * Objects that are on the cluster and not in the folder. Each document is a list of `kind` and `name` (as `external` of an
 * environment has it, under that key or by itself), or an object or List as `kubectl get -o yaml` prints it.
 */
export function readExternal(file: string, cluster: string, namespace: string): External {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { misuse: `got ${file}, which cannot be read` };
  }
  const refs: Ref[] = [];
  for (const { text: part } of splitDocuments(text)) {
    const read = readYaml(part);
    if ('reason' in read) return { misuse: `got ${file}, which is not YAML: ${read.reason}` };
    for (const entry of entriesOf(read.value)) {
      const ref = entryRef(entry, cluster, namespace);
      if (ref === undefined)
        return { misuse: `got ${JSON.stringify(entry)} in ${file}; each entry has a kind and a name` };
      refs.push(ref);
    }
  }
  return { refs };
}

function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [value];
  if (Array.isArray(value.external)) return value.external;
  return Array.isArray(value.items) ? objectsOf(value.items) : [value];
}

function entryRef(entry: unknown, cluster: string, fallback: string): Ref | undefined {
  if (!isObject(entry) || typeof entry.kind !== 'string') return undefined;
  const { apiVersion, kind, metadata } = entry;
  if (typeof apiVersion === 'string' && isObject(metadata) && typeof metadata.name === 'string')
    return refOf(entry as unknown as Manifest, cluster);
  if (typeof entry.name !== 'string' || entry.name === '') return undefined;
  const [first = '', second] = entry.name.split('/');
  const named = kindNamed(kind);
  if (second !== undefined) return { cluster, ...named, namespace: first, name: second };
  return isClusterScoped(named)
    ? { cluster, ...named, name: first }
    : { cluster, ...named, namespace: fallback, name: first };
}
