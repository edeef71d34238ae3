import type { Edge } from '../../lib/graph/edge';
import { edges } from '../../lib/graph/edges';
import type { FieldRow, ReferenceRow } from '../../lib/graph/reference-row';
import { references } from '../../lib/graph/references';
import { isClusterScoped } from '../../lib/graph/scope';
import type { Manifest } from '../../lib/model/manifest';
import { formatRef } from '../../lib/model/ref';

/** Puts a value at a pattern: lists get one item, maps one key. */
function put(target: Record<string, unknown>, pattern: string, value: unknown): void {
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
  const metadata = isClusterScoped(name) ? { name: 'user' } : { name: 'user', namespace: 'space' };
  return { apiVersion, kind: name, metadata };
}

function edgesOf(manifest: Record<string, unknown>): Edge[] {
  return edges({ manifest: manifest as Manifest, origin: { cluster: 'c', unit: 'u', settings: [] } });
}

const join = (at: string, field: string): string =>
  field === '' ? at : field.startsWith('[') ? at + field : `${at}.${field}`;

/** An object with all fields of the row, and the Ref that its edge must have. */
function fieldCase(row: FieldRow, kind: string): { manifest: Record<string, unknown>; to: string } {
  const manifest = blank(kind);
  put(manifest, join(row.at, row.name), 'thing');
  const target = typeof row.to === 'string' ? row.to : row.to.kinds[0]!;
  if (typeof row.to !== 'string') put(manifest, join(row.at, row.to.field), target);
  if (row.when) put(manifest, join(row.at, row.when.field), row.when.is[0]);
  const own = isClusterScoped(kind.split('/')[1]!) ? undefined : 'space';
  let namespace = own;
  if (row.namespace === 'none') namespace = undefined;
  else if (row.namespace && 'fixed' in row.namespace) namespace = row.namespace.fixed;
  else if (row.namespace) put(manifest, join(row.at, row.namespace.field), (namespace = 'other'));
  if (row.key !== undefined) put(manifest, join(row.at, row.key), 'the-key');
  if (row.port) put(manifest, join(row.at, row.port[0]!), 8123);
  if (row.at === 'metadata' && row.name === 'namespace') namespace = undefined;
  const name = row.at === 'metadata' ? (row.name === 'name' ? 'user' : 'space') : 'thing';
  const ref = {
    kind: target,
    name,
    ...(namespace !== undefined && !isClusterScoped(target) && { namespace }),
    ...(row.key !== undefined && { key: 'the-key' }),
    ...(row.port && { port: 8123 }),
  };
  return { manifest, to: formatRef(ref) };
}

function build(row: ReferenceRow, kind: string): { manifest: Record<string, unknown>; to: string; cluster: string } {
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

const cases = references.flatMap((row) => row.of.map((kind) => ({ row, kind })));

describe('the table of references', () => {
  test('holds the rows of every subject', () => {
    expect(cases.length).toBeGreaterThan(500);
  });

  test.each(cases.map(({ row, kind }) => [`${kind} ${row.at} ${'name' in row ? row.name : ''}`, row, kind] as const))(
    '%s leads to its target',
    (_, row, kind) => {
      const { manifest, to, cluster } = build(row, kind);
      const found = edgesOf(manifest).filter((edge) => formatRef(edge.to) === to);
      const orders = 'order' in row ? [row.order] : ['before', 'with', 'late'];
      expect(found.map(({ order }) => order).filter((order) => orders.includes(order))).not.toEqual([]);
      if (cluster !== '') expect(found[0]!.to.cluster).toBe(cluster);
      const place = found[0]!.fieldPath.reduce<unknown>(
        (value, key) => (value as Record<string | number, unknown>)[key],
        manifest,
      );
      expect(typeof place).toBe('string');
    },
  );

  const optional = cases.filter((entry): entry is { row: FieldRow; kind: string } => 'optional' in entry.row);
  test.each(optional.map(({ row, kind }) => [`${kind} ${row.at}`, row, kind] as const))(
    '%s may be optional',
    (_, row, kind) => {
      const { manifest, to } = fieldCase(row, kind);
      put(manifest, join(row.at, row.optional!), true);
      expect(edgesOf(manifest).find((edge) => formatRef(edge.to) === to)).toMatchObject({ optional: true });
    },
  );

  const chosen = cases.filter(
    (entry): entry is { row: FieldRow; kind: string } => 'to' in entry.row && typeof entry.row.to !== 'string',
  );
  test.each(chosen.map(({ row, kind }) => [`${kind} ${row.at}`, row, kind] as const))(
    '%s is no reference to a kind that is not listed',
    (_, row, kind) => {
      const { manifest } = fieldCase(row, kind);
      const field = join(row.at, (row.to as { field: string }).field);
      const other = JSON.parse(JSON.stringify(manifest)) as Record<string, unknown>;
      const steps = field.replaceAll('[*]', '.0').split('.');
      const last = steps.pop()!;
      const place = steps.reduce<Record<string, unknown>>((value, key) => value[key] as Record<string, unknown>, other);
      place[last] = 'Nonsense';
      expect(edgesOf(other).filter(({ to }) => to.name === 'thing')).toEqual([]);
    },
  );
});
