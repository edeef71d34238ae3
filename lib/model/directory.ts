import { refKey, type Ref } from './ref';

/** Everything that units may refer to across Apps: what components provide and what the environment calls external. */
export class Directory {
  private readonly refs = new Map<string, Ref[]>();

  constructor(refs: Iterable<Ref>) {
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
    if (known === undefined) return false;
    return offers(known, 'port', ref.port) && offers(known, 'key', ref.key);
  }

  all(): Ref[] {
    return [...this.refs.values()].flat();
  }
}

function offers(known: readonly Ref[], part: 'port' | 'key', wanted: number | string | undefined): boolean {
  if (wanted === undefined || known.every((ref) => ref[part] === undefined)) return true;
  return known.some((ref) => ref[part] === wanted);
}
