import { isObject } from '../model/json';
import { show } from '../model/words';
import type { ObjectFault } from './object-fault';
import { findingKind } from '../model/finding-kind';
import type { Path } from '../model/origin';
import type { Definition, SchemaNode } from './known-kinds';

export const listDuplicateKind = findingKind({
  code: 'list-duplicate',
  why: 'Items of a set or of a map-like list must differ: server-side apply rejects two with one key.',
  fix: 'Remove one of the two, or give it another key.',
  messages: {
    twice: 'got {got} again; item {before} has it',
  },
});

/** The part of a schema that knows of sets and map-like lists; undefined where nothing below does. */
interface Lists {
  /** Key fields with their defaults; absent for a set of plain values. */
  readonly keys?: readonly { readonly name: string; readonly default: unknown }[];
  readonly unique: boolean;
  readonly fields: readonly (readonly [string, Lists])[];
  readonly items: Lists | undefined;
  readonly values: Lists | undefined;
}

const compiled = new WeakMap<SchemaNode, { readonly lists: Lists | undefined }>();

/** Items of a list that share the keys by which the API server merges it, at any depth. */
export function listDuplicates(value: unknown, schema: Definition): ObjectFault[] {
  const lists = listsOf(schema.node, schema.resolve);
  const faults: ObjectFault[] = [];
  if (lists) visit(value, lists, [], faults);
  return faults;
}

function listsOf(pointer: SchemaNode, resolve: Definition['resolve']): Lists | undefined {
  const node = resolve(pointer);
  const known = compiled.get(node);
  if (known) return known.lists;
  const { properties = {}, items, additionalProperties } = node;
  const fields = Object.entries(properties).flatMap(([name, child]): [string, Lists][] => {
    const below = listsOf(child, resolve);
    return below ? [[name, below]] : [];
  });
  const type = node['x-kubernetes-list-type'];
  const item = items && resolve(items);
  const keys = node['x-kubernetes-list-map-keys']?.map((name) => {
    const field = item?.properties?.[name];
    return { name, default: field && resolve(field).default };
  });
  const itemLists = items && listsOf(items, resolve);
  const values = typeof additionalProperties === 'object' ? listsOf(additionalProperties, resolve) : undefined;
  const unique = type === 'map' || type === 'set';
  const lists =
    unique || fields.length > 0 || itemLists || values
      ? { unique, fields, items: itemLists, values, ...(type === 'map' && keys && { keys }) }
      : undefined;
  compiled.set(node, { lists });
  return lists;
}

/** @param path the way to `value`; one list for the whole walk, copied only where there is something to say. */
function visit(value: unknown, lists: Lists, path: (string | number)[], faults: ObjectFault[]): void {
  const below = (key: string | number, child: unknown, inside: Lists) => {
    if (typeof child !== 'object' || child === null) return;
    path.push(key);
    visit(child, inside, path, faults);
    path.pop();
  };
  const { items, values } = lists;
  if (Array.isArray(value)) {
    if (lists.unique && value.length > 1) faults.push(...duplicates(value, lists, [...path]));
    if (items)
      value.forEach((item, index) => {
        below(index, item, items);
      });
  } else if (isObject(value)) {
    for (const [name, inside] of lists.fields) below(name, value[name], inside);
    if (values) for (const [name, child] of Object.entries(value)) below(name, child, values);
  }
}

function duplicates(list: readonly unknown[], { keys }: Lists, path: Path): ObjectFault[] {
  const first = new Map<string, number>();
  return list.flatMap((item, index) => {
    const parts = keys?.map(({ name, default: value }) => (isObject(item) ? (item[name] ?? value) : undefined));
    const key = JSON.stringify(keys ? parts : item);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, index);
      return [];
    }
    const what = keys?.map(({ name }, at) => `${name} ${show(parts?.[at])}`).join(', ') ?? show(item);
    return [listDuplicateKind.fault('twice', { got: what, before }, { path: [...path, index] })];
  });
}
