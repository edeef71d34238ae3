import type { Manifest } from '../model/manifest';

/** The manifest with more annotations, their keys in order. */
export function annotate(manifest: Manifest, annotations: Readonly<Record<string, string>>): Manifest {
  const all = Object.entries({ ...manifest.metadata.annotations, ...annotations });
  return withAnnotations(
    manifest,
    all.sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The manifest without some annotations; without any left, without the field. */
export function withoutAnnotations(manifest: Manifest, keys: readonly string[]): Manifest {
  const { annotations } = manifest.metadata;
  if (annotations === undefined || !keys.some((key) => key in annotations)) return manifest;
  return withAnnotations(
    manifest,
    Object.entries(annotations).filter(([key]) => !keys.includes(key)),
  );
}

/** Keeps the order of the fields that cdk8s gives: by name. */
function withAnnotations(manifest: Manifest, entries: readonly [string, string][]): Manifest {
  const { annotations: _replaced, ...others } = manifest.metadata;
  const metadata = entries.length === 0 ? others : { annotations: Object.fromEntries(entries), ...others };
  return { ...manifest, metadata };
}
