import type { Manifest } from './manifest';

const repeated = new WeakSet<Manifest>();

/** Marks a manifest that several clusters share, so that results about it are kept. */
export function repeat(manifest: Manifest): Manifest {
  repeated.add(manifest);
  return manifest;
}

/** Whether several clusters have this very manifest. */
export function isRepeated(manifest: object): manifest is Manifest {
  return repeated.has(manifest as Manifest);
}

/** Does the work once for a manifest that several clusters have, and anew for any other. Manifests never change. */
export function oncePerManifest<Result>(work: (manifest: Manifest) => Result): (manifest: Manifest) => Result {
  const known = new WeakMap<Manifest, { readonly result: Result }>();
  return (manifest) => {
    if (!isRepeated(manifest)) return work(manifest);
    const before = known.get(manifest);
    if (before !== undefined) return before.result;
    const result = work(manifest);
    known.set(manifest, { result });
    return result;
  };
}
