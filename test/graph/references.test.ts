import type { Edge } from '../../lib/graph/edge';
import { edges } from '../../lib/graph/edges';
import type { FieldRow } from '../../lib/graph/reference-row';
import type { Manifest } from '../../lib/model/manifest';
import { formatRef } from '../../lib/model/ref';
import { build, fieldCase, join, put, rows } from './row-example';

function edgesOf(manifest: Record<string, unknown>): Edge[] {
  return edges({ manifest: manifest as Manifest, origin: { cluster: 'c', unit: 'u', settings: [] } });
}

describe('the table of references', () => {
  test('holds the rows of every subject', () => {
    expect(rows.length).toBeGreaterThan(500);
  });

  test.each(rows.map(({ row, kind }) => [`${kind} ${row.at} ${'name' in row ? row.name : ''}`, row, kind] as const))(
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

  const optional = rows.filter((entry): entry is { row: FieldRow; kind: string } => 'optional' in entry.row);
  test.each(optional.map(({ row, kind }) => [`${kind} ${row.at}`, row, kind] as const))(
    '%s may be optional',
    (_, row, kind) => {
      const { manifest, to } = fieldCase(row, kind);
      put(manifest, join(row.at, row.optional!), true);
      expect(edgesOf(manifest).find((edge) => formatRef(edge.to) === to)).toMatchObject({ optional: true });
    },
  );

  const chosen = rows.filter(
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
