import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { isFields, type Fault, type Fields } from '../problem';

/** What the API server enforces in code for one of its own kinds. Runs only on objects that fit their schema. */
export type ApiCheck = (manifest: Manifest) => readonly Fault[];

/** The fields of an object; none where there is no object. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list; none where there is no list. */
export function objectsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** The value at the end of the path; undefined where a step leads nowhere. */
export function at(value: unknown, ...path: Path): unknown {
  return path.reduce<unknown>((parent, key) => {
    if (Array.isArray(parent)) return parent[Number(key)] as unknown;
    return isFields(parent) ? parent[String(key)] : undefined;
  }, value);
}

/** The names among `names` that have a value. */
export function present(fields: Fields, names: readonly string[]): string[] {
  return names.filter((name) => fields[name] !== undefined && fields[name] !== null);
}

/** The index of each item whose key an earlier item has already, with that item's index. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => unknown): { index: number; before: number }[] {
  const first = new Map<unknown, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    const before = key === undefined ? undefined : first.get(key);
    if (before !== undefined) return [{ index, before }];
    first.set(key, index);
    return [];
  });
}
