import type { Edge } from '../../graph/edge';
import type { Located } from '../../graph/located';
import { compare } from '../../model/finding';
import { formatPath, type Path } from '../../model/origin';
import { formatRef, refKey, type Ref } from '../../model/ref';
import type { Fault } from './rule';

/** How findings name a field of an object: `Deployment energy/predict spec.replicas`. */
export function place(ref: Ref, path: Path = []): string {
  return path.length === 0 ? formatRef(ref) : `${formatRef(ref)} ${formatPath(path)}`;
}

/** What a rule knows of the place of a fault: the third argument of `kind.fault`. */
export type Where = Pick<Fault, 'origin' | 'path' | 'at' | 'cluster'>;

/** A field of an object; `path` is counted from the object, not from what carries it. */
export function fieldOf({ ref, origin, path: base }: Omit<Located, 'manifest'>, path: Path): Where {
  const at = [...base, ...path];
  return { origin, path: place(ref, at), at, cluster: ref.cluster };
}

/** A fault of an object's field; `path` is counted from the object, not from what carries it. */
export function faultOf(located: Omit<Located, 'manifest'>, path: Path, message: string): Fault {
  return faultAt(located, [...located.path, ...path], message);
}

/** A fault of a field; `at` is counted from the rendered manifest, through what carries the object. */
export function faultAt({ ref, origin }: Pick<Located, 'ref' | 'origin'>, at: Path, message: string): Fault {
  return { origin, path: place(ref, at), at, message, cluster: ref.cluster };
}

/** A fault of a reference, seen on the cluster of the object that it needs. */
export function faultOfEdge({ from, fieldPath, origin }: Edge, message: string, cluster = from.cluster): Fault {
  return { origin, path: place(from, fieldPath), at: fieldPath, message, cluster };
}

/** An object without the key or port that was asked of it. */
export function bare({ cluster, group, kind, namespace, name }: Ref): Ref {
  return namespace === undefined ? { cluster, group, kind, name } : { cluster, group, kind, namespace, name };
}

/** A value as messages show it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `a, b, c and 4 more`, or `none`. */
export function list(items: readonly (string | number)[]): string {
  if (items.length === 0) return 'none';
  const shown = items.slice(0, 5).join(', ');
  return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown;
}

/** Groups of at least two facts with one key, each sorted by unit and object, so that no file order shows. */
export function collisions<Fact extends Pick<Located, 'ref' | 'origin'>>(
  facts: readonly Fact[],
  keyOf: (fact: Fact) => string,
): (readonly [Fact, ...Fact[]])[] {
  const first = new Map<string, Fact>();
  const groups = new Map<string, [Fact, ...Fact[]]>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const known = first.get(key);
    if (!known) first.set(key, fact);
    else groups.set(key, [...(groups.get(key) ?? [known]), fact] as [Fact, ...Fact[]]);
  }
  return [...groups.values()].map((group) => group.sort(bySource));
}

/** Order by unit, then by object. */
export function bySource(a: Pick<Located, 'ref' | 'origin'>, b: Pick<Located, 'ref' | 'origin'>): number {
  return (
    compare(a.origin.cluster, b.origin.cluster) ||
    compare(a.origin.unit, b.origin.unit) ||
    compare(refKey(a.ref), refKey(b.ref))
  );
}

/** Of two edges the one whose user comes first by name: it speaks for all that lack the same. */
export function firstUser(edge: Edge, other: Edge | undefined): Edge {
  return other && compare(refKey(other.from), refKey(edge.from)) <= 0 ? other : edge;
}
