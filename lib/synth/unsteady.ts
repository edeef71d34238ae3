import { compare } from '../model/compare';
import type { Fault } from '../model/finding';
import { fieldsOf, isObject } from '../model/json';
import { label } from '../model/manifest';
import { formatPath, type Path } from '../model/origin';
import type { Rendered } from '../model/unit';
import { componentUnsteady } from '../plugins/findings';

/** The first difference between two builds of one unit; undefined where they are equal. */
export function unsteady(first: readonly Rendered[], again: readonly Rendered[]): Fault | undefined {
  const names = (items: readonly Rendered[]) => items.map(({ manifest }) => label(manifest));
  const [one, other] = [names(first), names(again)];
  const object = one.find((name, index) => name !== other[index]) ?? other[one.length];
  if (object !== undefined) {
    const at = one.findIndex((name, index) => name !== other[index]);
    const [got, second] = [one, other].map((all) => all[at < 0 ? one.length : at] ?? 'nothing');
    return componentUnsteady.fault('differs', { got, again: second, object });
  }
  for (const [index, { manifest }] of first.entries()) {
    const found = difference(manifest, again[index]?.manifest);
    if (found)
      return componentUnsteady.fault('differs', {
        got: found.first,
        again: found.second,
        object: `${label(manifest)} ${formatPath(found.path)}`,
      });
  }
  return undefined;
}

interface Difference {
  readonly path: Path;
  readonly first: unknown;
  readonly second: unknown;
}

function difference(first: unknown, second: unknown, path: Path = []): Difference | undefined {
  if (Array.isArray(first) && Array.isArray(second)) {
    for (let index = 0; index < Math.max(first.length, second.length); index++) {
      const found = difference(first[index], second[index], [...path, index]);
      if (found) return found;
    }
    return undefined;
  }
  if (isObject(first) && isObject(second)) {
    const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort(compare);
    for (const key of keys) {
      const found = difference(fieldsOf(first)[key], fieldsOf(second)[key], [...path, key]);
      if (found) return found;
    }
    return undefined;
  }
  return Object.is(first, second) ? undefined : { path, first, second };
}
