import type { Edge } from '../../graph/edge';
import type { Located } from '../../graph/located';
import { compare } from '../../model/finding';
import { formatPath, type Path } from '../../model/origin';
import { formatRef, refKey, type Ref } from '../../model/ref';
import type { Where } from './rule';

/** How findings name a field of an object: `Deployment energy/predict spec.replicas`. */
export function place(ref: Ref, path: Path = []): string {
  return path.length === 0 ? formatRef(ref) : `${formatRef(ref)} ${formatPath(path)}`;
}

/** A field of an object; `path` is counted from the object, not from what carries it. */
export function fieldOf(located: Omit<Located, 'manifest'>, path: Path): Where {
  return fieldAt(located, [...located.path, ...path]);
}

/** A field of a rendered manifest; `at` is counted from there, through what carries the object. */
export function fieldAt({ ref, origin }: Pick<Located, 'ref' | 'origin'>, at: Path): Where {
  return { origin, path: place(ref, at), at, cluster: ref.cluster };
}

/** The field of a reference, seen on the cluster of the object that it needs. */
export function fieldOfEdge({ from, fieldPath, origin }: Edge, cluster = from.cluster): Where {
  return { origin, path: place(from, fieldPath), at: fieldPath, cluster };
}

/** An object without the key or port that was asked of it. */
export function bare({ cluster, group, kind, namespace, name }: Ref): Ref {
  return namespace === undefined ? { cluster, group, kind, name } : { cluster, group, kind, namespace, name };
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

/** The edge whose user comes first by name: it is reported for all that lack the same object. */
export function firstUser(edge: Edge, other: Edge | undefined): Edge {
  return other && compare(refKey(other.from), refKey(edge.from)) <= 0 ? other : edge;
}
