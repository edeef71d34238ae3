import { type Fields } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import type { Manifest } from '../../model/manifest';

/** What the API server enforces in code for one of its own kinds. Runs only on objects that fit their schema. */
export type ApiCheck = (manifest: Manifest) => readonly ObjectFault[];

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
