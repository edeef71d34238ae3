import type { z } from 'zod';
import { isObject } from '../../model/json';
import { formatPath } from '../../model/origin';
import { count } from '../../model/words';
import { isChoice } from '../composition/merged-keys';
import { reject } from '../rejection';
import type { Difference } from './differences';
import { differenceTwice } from './findings';

/** Rejects each setting that two entries give to one cluster, at the later entry. */
export function refuseTwice(
  entries: readonly Difference[],
  chosen: readonly ReadonlySet<string>[],
  context: z.RefinementCtx,
): void {
  entries.forEach((entry, index) => {
    for (const path of leaves(entry.set)) {
      const earlier = entries
        .slice(0, index)
        .findIndex((_, before) => meets(chosen[before], chosen[index]) && has(entries[before]?.set, path));
      if (earlier < 0) continue;
      const shared = [...(chosen[index] ?? [])].filter((cluster) => chosen[earlier]?.has(cluster));
      const clusters = shared.length === 1 ? `cluster ${shared.join('')}` : count(shared.length, 'cluster');
      const their = valueAt(entries[earlier]?.set, path);
      const other = formatPath(['for', earlier]);
      reject(context, (got) => differenceTwice.fault('twice', { got, other, their, clusters }), [
        'for',
        index,
        'set',
        ...path,
      ]);
    }
  });
}

function meets(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()): boolean {
  for (const cluster of one) if (other.has(cluster)) return true;
  return false;
}

/** The paths of all values in a set; a choice counts as one value. */
export function leaves(value: unknown, path: string[] = []): string[][] {
  if (!isObject(value) || (path.length > 0 && isChoice(path))) return [path];
  return Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : leaves(inner, [...path, key])));
}

/** Whether a set gives a value there, or one that lies above or below. */
function has(set: unknown, path: readonly string[]): boolean {
  return valueAt(set, path) !== undefined;
}

function valueAt(set: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : inner), set);
}
