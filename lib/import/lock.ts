import { cutSums, kindKey, type SchemaModule } from './kind-schemas';
import type { PinnedFile } from './sources';

/** What stands behind one kind of imports/. */
export interface LockEntry {
  readonly url: string;
  /** SHA-256 of upstream's untouched file; null where sources.json does not know it. */
  readonly upstream: string | null;
  /** SHA-256 of the schema after cutting: no prose, no status. */
  readonly cut: string;
}

/** By `group/Kind`. */
export type Lock = Readonly<Record<string, LockEntry>>;

/** The lock that these schemas and files make. @throws Error for a kind that no file has */
export function lockOf(modules: readonly SchemaModule[], files: readonly PinnedFile[]): Lock {
  const sums = new Map(modules.flatMap((module) => [...cutSums(module)]));
  const entries = files.flatMap(({ url, sha256 = null, kinds }) =>
    kinds.map((kind): [string, LockEntry] => {
      const cut = sums.get(kindKey(kind));
      if (cut === undefined) throw new Error(`no schema of ${kindKey(kind)}; sources.json lists it`);
      return [kindKey(kind), { url, upstream: sha256, cut }];
    }),
  );
  return Object.fromEntries(entries);
}

/** What differs between the committed lock and the one that the schemas at hand make: one line each. */
export function lockDifferences(committed: Lock, found: Lock): string[] {
  return [...new Set([...Object.keys(committed), ...Object.keys(found)])].sort().flatMap((key) => {
    const [before, after] = [committed[key], found[key]];
    if (!before) return [`${key}: not in the lock`];
    if (!after) return [`${key}: in the lock, no longer in sources.json`];
    if (before.cut !== after.cut) return [`${key}: got cut schema ${after.cut}; the lock says ${before.cut}`];
    if (before.url !== after.url) return [`${key}: got ${after.url}; the lock says ${before.url}`];
    if (before.upstream !== after.upstream)
      return [`${key}: got upstream sum ${String(after.upstream)}; the lock says ${String(before.upstream)}`];
    return [];
  });
}
