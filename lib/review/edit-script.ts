import { isDeepStrictEqual } from 'node:util';
import { isObject, type Fields } from '../model/json';
import { keysOf } from '../plan/differences';
import { knownKind, type SchemaNode } from '../schema/known-kinds';

/** The fields that identify an item of a list: `{ name: 'web' }`. */
export type ItemKey = Readonly<Record<string, unknown>>;

/** One step of a path to a field: a name, an index in a list without keys, or an item of a list with keys. */
export type Step = string | number | ItemKey;

/** One edit of a JSON value. */
export interface Edit {
  readonly at: readonly Step[];
  /** Absent where the field is new. */
  readonly old?: unknown;
  /** Absent where the field goes. */
  readonly new?: unknown;
  /** The new order of a list with keys, where the other edits do not give it. */
  readonly order?: readonly ItemKey[];
}

/** The schema of a value, for the keys of its lists. */
interface Shape {
  readonly node: SchemaNode;
  readonly resolve: (node: SchemaNode) => SchemaNode;
}

const nothingKnown: Shape = { node: {}, resolve: (node) => node };

/**
 * The edits that turn `old` into `now`, each as deep as possible. Items of lists are identified by the keys in the kind's schema, or
 * by their names. `applied(old, scriptOf(old, now))` equals `now` for any two values.
 *
 * @param of the object that holds the fields, for the keys of its lists @default - names only
 */
export function scriptOf(old: unknown, now: unknown, of?: { apiVersion: string; kind: string }): Edit[] {
  const schema = of === undefined ? undefined : knownKind(of.apiVersion, of.kind)?.schema();
  const found: Edit[] = [];
  compare(old, now, [], schema ?? nothingKnown, found);
  return found;
}

function compare(old: unknown, now: unknown, at: readonly Step[], shape: Shape, found: Edit[]): void {
  if (old === now) return;
  if (isObject(old) && isObject(now)) compareFields(old, now, at, shape, found);
  else if (Array.isArray(old) && Array.isArray(now)) compareLists(old, now, at, shape, found);
  else if (!isDeepStrictEqual(old, now)) found.push(replaced(at, old, now));
}

function replaced(at: readonly Step[], old: unknown, now: unknown): Edit {
  return { at, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) };
}

function compareFields(old: Fields, now: Fields, at: readonly Step[], shape: Shape, found: Edit[]): void {
  const { properties, additionalProperties } = shape.resolve(shape.node);
  const values = typeof additionalProperties === 'object' ? additionalProperties : {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const own = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const [before, after] = [old, now].map((side) => (Object.hasOwn(side, name) ? side[name] : undefined));
    compare(before, after, [...at, name], { ...shape, node: own ?? values }, found);
  }
}

function compareLists(
  old: readonly unknown[],
  now: readonly unknown[],
  at: readonly Step[],
  shape: Shape,
  found: Edit[],
): void {
  if (isDeepStrictEqual(old, now)) return;
  const { items = {}, ...node } = shape.resolve(shape.node);
  const inner = { ...shape, node: items };
  const keys = keysOf(node, old, now);
  if (keys === undefined) {
    if (old.length === now.length && old.every(isObject) && now.every(isObject))
      old.forEach((item, index) => {
        compare(item, now[index], [...at, index], inner, found);
      });
    else found.push({ at, old, new: now });
    return;
  }
  const [before, after] = [keyed(old, keys), keyed(now, keys)];
  for (const [text, { key, item }] of before) {
    const match = after.get(text);
    if (match === undefined) found.push({ at: [...at, key], old: item });
    else compare(item, match.item, [...at, key], inner, found);
  }
  for (const [text, { key, item }] of after) if (!before.has(text)) found.push({ at: [...at, key], new: item });
  const follows = [
    ...[...before.keys()].filter((text) => after.has(text)),
    ...[...after.keys()].filter((text) => !before.has(text)),
  ];
  if (!isDeepStrictEqual(follows, [...after.keys()]))
    found.push({ at, order: [...after.values()].map(({ key }) => key) });
}

function keyed(list: readonly unknown[], keys: readonly string[]) {
  return new Map(
    list.map((item) => {
      const key: ItemKey = Object.fromEntries(keys.map((name) => [name, keyField(item, name)]));
      return [JSON.stringify(key), { key, item }] as const;
    }),
  );
}

function keyField(item: unknown, name: string): unknown {
  return (isObject(item) ? item[name] : undefined) ?? '';
}

/** The value after the edits. @throws where an edit does not fit the value */
export function applied(value: unknown, script: readonly Edit[]): unknown {
  const root = { value: structuredClone(value) };
  for (const edit of script) apply(root, ['value', ...edit.at], edit);
  return root.value;
}

function apply(holder: unknown, [step, ...rest]: readonly Step[], edit: Edit): void {
  if (step === undefined) throw new Error('an edit has a path');
  if (rest.length > 0) {
    apply(inside(holder, step), rest, edit);
    return;
  }
  if (edit.order !== undefined) {
    const list = inside(holder, step) as unknown[];
    const sorted = edit.order.map((key) => inside(list, key));
    list.splice(0, list.length, ...structuredClone(sorted));
  } else if (typeof step !== 'object') {
    const fields = holder as Record<string | number, unknown>;
    if (edit.new === undefined) Reflect.deleteProperty(fields, step);
    else define(fields, step, structuredClone(edit.new));
  } else {
    const list = holder as unknown[];
    if (edit.new === undefined) list.splice(placeOf(list, step), 1);
    else list.push(structuredClone(edit.new));
  }
}

/** A field of any name, `__proto__` too. */
function define(fields: object, name: string | number, value: unknown): void {
  Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
}

function inside(holder: unknown, step: Step): unknown {
  if (typeof step === 'object') return (holder as readonly unknown[])[placeOf(holder as readonly unknown[], step)];
  if (typeof holder === 'object' && holder !== null && Object.hasOwn(holder, step))
    return (holder as Record<string | number, unknown>)[step];
  throw new Error(`the edit does not fit: there is no ${step}`);
}

function placeOf(list: readonly unknown[], key: ItemKey): number {
  const place = list.findIndex((item) =>
    Object.entries(key).every(([name, wanted]) => isDeepStrictEqual(keyField(item, name), wanted)),
  );
  if (place < 0) throw new Error(`the edit does not fit: there is no ${JSON.stringify(key)}`);
  return place;
}

/** The path as people read it, a JSON pointer with the keys of items instead of their indexes: `/spec/containers/web/image`. */
export function pathText(at: readonly Step[]): string {
  return at
    .map((step) =>
      typeof step === 'object'
        ? Object.values(step)
            .filter((part) => part !== '')
            .join('.')
        : String(step),
    )
    .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
