import type { FieldRow, ReferenceRow } from '../../lib/graph/reference-row';
import { references } from '../../lib/graph/references';
import { fromKey } from '../../lib/kinds/group-kind';
import { isClusterScoped } from '../../lib/kinds/scope';
import { formatRef } from '../../lib/model/ref';

/** Puts a value at a pattern: lists get one item, maps one key. */
export function put(target: Record<string, unknown>, pattern: string, value: unknown): void {
  const steps = [...pattern.matchAll(/\[(\*)\]|\["([^"]+)"\]|(\*)|([A-Za-z][\w-]*)/g)].map(
    ([, item, quoted, any, name]) => (item ? 0 : (quoted ?? (any ? 'any' : name!))),
  );
  let place: Record<string | number, unknown> = target;
  steps.forEach((step, at) => {
    const next = steps[at + 1];
    place[step] ??= next === undefined ? value : next === 0 ? [] : {};
    place = place[step] as Record<string | number, unknown>;
  });
}

function blank(kind: string): Record<string, unknown> {
  const [group, name] = kind.split('/') as [string, string];
  const apiVersion = group === '' ? 'v1' : `${group}/v1`;
  const metadata = isClusterScoped(fromKey(kind)) ? { name: 'user' } : { name: 'user', namespace: 'space' };
  return { apiVersion, kind: name, metadata };
}

/** The pattern of a field below another one. */
export const join = (at: string, field: string): string =>
  field === '' ? at : field.startsWith('[') ? at + field : `${at}.${field}`;

/** An object with all fields of the row, and the Ref that its edge must have. */
export function fieldCase(row: FieldRow, kind: string): { manifest: Record<string, unknown>; to: string } {
  const manifest = blank(kind);
  put(manifest, join(row.at, row.name), 'thing');
  const target = fromKey(typeof row.to === 'string' ? row.to : row.to.kinds[0]!);
  if (typeof row.to !== 'string') put(manifest, join(row.at, row.to.field), target.kind);
  if (row.when) put(manifest, join(row.at, row.when.field), row.when.is[0]);
  const own = isClusterScoped(fromKey(kind)) ? undefined : 'space';
  let namespace = own;
  if (row.namespace === 'none') namespace = undefined;
  else if (row.namespace && 'fixed' in row.namespace) namespace = row.namespace.fixed;
  else if (row.namespace) put(manifest, join(row.at, row.namespace.field), (namespace = 'other'));
  if (row.key !== undefined) put(manifest, join(row.at, row.key), 'the-key');
  if (row.port) put(manifest, join(row.at, row.port[0]!), 8123);
  if (row.at === 'metadata' && row.name === 'namespace') namespace = undefined;
  const name = row.at === 'metadata' ? (row.name === 'name' ? 'user' : 'space') : 'thing';
  const ref = {
    ...target,
    name,
    ...(namespace !== undefined && !isClusterScoped(target) && { namespace }),
    ...(row.key !== undefined && { key: 'the-key' }),
    ...(row.port && { port: 8123 }),
  };
  return { manifest, to: formatRef(ref) };
}

/** The same of any row; `cluster` is empty where it depends on the object. */
export function build(
  row: ReferenceRow,
  kind: string,
): { manifest: Record<string, unknown>; to: string; cluster: string } {
  if ('url' in row) {
    const manifest = blank(kind);
    put(manifest, row.at, 'http://thing.other.svc:8123/path');
    return { manifest, to: 'Service other/thing:8123', cluster: row.url === 'agents' ? '*' : 'c' };
  }
  if ('resolve' in row) {
    const manifest = blank(kind);
    if (typeof row.example.value === 'object' && row.at === 'metadata.annotations')
      Object.assign(manifest.metadata as object, { annotations: row.example.value });
    else put(manifest, row.at, row.example.value);
    return { manifest, to: row.example.to, cluster: '' };
  }
  return { ...fieldCase(row, kind), cluster: 'c' };
}

/** Every row with each of the kinds that have it. */
export const rows = references.flatMap((row) => row.of.map((kind) => ({ row, kind })));
