import { refKey, type Ref } from './ref';

/**
 * Everything that units may refer to across Apps: what components provide, what the environment calls external, and what
 * clusters have from the start.
 */
export class Directory {
  private readonly refs = new Map<string, Ref[]>();

  /** @param present whether a cluster has an object from the start; such objects cannot be listed */
  constructor(
    refs: Iterable<Ref>,
    private readonly present: (ref: Ref) => boolean = () => false,
  ) {
    for (const ref of refs) {
      const key = refKey(ref);
      const known = this.refs.get(key);
      if (known === undefined) this.refs.set(key, [ref]);
      else known.push(ref);
    }
  }

  /** Whether the object is there; a port or key counts only where the directory knows the object's ports or keys. */
  has(ref: Ref): boolean {
    const known = this.refs.get(refKey(ref));
    if (known === undefined) return this.present(ref);
    return offers(known, 'port', ref.port) && offers(known, 'key', ref.key);
  }

  /** The objects that are known by name, without those that clusters have from the start. */
  all(): Ref[] {
    return [...this.refs.values()].flat();
  }
}

function offers(known: readonly Ref[], part: 'port' | 'key', wanted: number | string | undefined): boolean {
  if (wanted === undefined || known.every((ref) => ref[part] === undefined)) return true;
  return known.some((ref) => ref[part] === wanted);
}
