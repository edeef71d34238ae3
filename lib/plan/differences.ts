import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '../kinds/changed';
import { knownKind, type SchemaNode } from '../schema/known-kinds';
import { isObject, type Fields } from '../model/json';
import type { Path } from '../model/origin';

/** How items of a list are found on the other side, where their place does not count. */
interface Shape {
  readonly node: SchemaNode;
  readonly resolve: (node: SchemaNode) => SchemaNode;
}

/**
 * What differs between two objects in normal form, each field as deep as it differs. Items of a list that has keys are
 * compared with those of the same key; another order of them is a difference of the list. Paths are those of the new
 * object, and of the old one for what is gone.
 */
export function differences(old: Fields, now: Fields, apiVersion: string, kind: string): FieldChange[] {
  const known = knownKind(apiVersion, kind)?.schema();
  const found: FieldChange[] = [];
  compare(old, now, [], { node: known?.node ?? {}, resolve: known?.resolve ?? ((node) => node) }, found);
  return found;
}

function compare(old: unknown, now: unknown, path: Path, shape: Shape, found: FieldChange[]): void {
  if (old === now) return;
  if (isObject(old) && isObject(now)) compareFields(old, now, path, shape, found);
  else if (Array.isArray(old) && Array.isArray(now)) compareLists(old, now, path, shape, found);
  else if (!isDeepStrictEqual(old, now))
    found.push({ path, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) });
}

function compareFields(old: Fields, now: Fields, path: Path, shape: Shape, found: FieldChange[]): void {
  const { properties, additionalProperties } = shape.resolve(shape.node);
  const below = (name: string): Shape => {
    const values = typeof additionalProperties === 'object' ? additionalProperties : {};
    return { ...shape, node: properties?.[name] ?? values };
  };
  for (const name of Object.keys(old)) compare(old[name], now[name], [...path, name], below(name), found);
  for (const name of Object.keys(now))
    if (!Object.hasOwn(old, name)) compare(undefined, now[name], [...path, name], below(name), found);
}

function compareLists(
  old: readonly unknown[],
  now: readonly unknown[],
  path: Path,
  shape: Shape,
  found: FieldChange[],
): void {
  if (isDeepStrictEqual(old, now)) return;
  const { items = {}, ...node } = shape.resolve(shape.node);
  const inner = { ...shape, node: items };
  const keys = keysOf(node, old, now);
  if (keys === undefined) {
    if (old.length !== now.length || !old.every(isObject)) found.push({ path, old, new: now });
    else
      old.forEach((item, index) => {
        compare(item, now[index], [...path, index], inner, found);
      });
    return;
  }
  const [before, after] = [keyed(old, keys), keyed(now, keys)];
  for (const [key, { item, index }] of before) {
    const match = after.get(key);
    if (match === undefined) found.push({ path: [...path, index], old: item });
    else compare(item, match.item, [...path, match.index], inner, found);
  }
  for (const [key, { item, index }] of after) if (!before.has(key)) found.push({ path: [...path, index], new: item });
  const [order, newOrder] = [shared(before, after), shared(after, before)];
  if (!isDeepStrictEqual(order, newOrder)) found.push({ path, old: order, new: newOrder });
}

type Keyed = ReadonlyMap<string, { readonly item: unknown; readonly index: number }>;

function keyed(list: readonly unknown[], keys: readonly string[]): Keyed {
  return new Map(list.map((item, index) => [keyOf(item, keys), { item, index }]));
}

function keyOf(item: unknown, keys: readonly string[]): string {
  return keys.map((key) => (isObject(item) ? JSON.stringify(item[key] ?? '') : '')).join('/');
}

function shared(list: Keyed, other: Keyed): string[] {
  return [...list.keys()].filter((key) => other.has(key));
}

/** The keys that identify items: those of the schema, or their names where each has one of its own. */
export function keysOf(node: SchemaNode, ...lists: readonly (readonly unknown[])[]): readonly string[] | undefined {
  const declared = node['x-kubernetes-list-map-keys'];
  for (const keys of [declared, ['name']]) {
    if (keys === undefined) continue;
    const unique = lists.every((list) => {
      const names = list.map((item) => keyOf(item, keys));
      return list.every(isObject) && new Set(names).size === list.length && !names.includes('""');
    });
    if (unique) return keys;
  }
  return undefined;
}
