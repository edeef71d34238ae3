import { contentHash } from '../constructs/content-hash';
import { fieldsOf, isObject } from '../model/json';
import type { Manifest } from '../model/manifest';
import { configHash } from '../model/marker';
import type { Rendered } from '../model/unit';

/**
 * A unit's objects, in which pods carry a hash of the ConfigMaps that they read. Constructs calculate it before patches change
 * a ConfigMap: pods would go on with what they read at their start. So the hash changes here with the content.
 *
 * @param built as the constructs made them
 * @param patched the same, in the same order, after the patches
 */
export function withPatchedConfig(built: readonly Rendered[], patched: readonly Rendered[]): readonly Rendered[] {
  const changed = new Map<string, string>();
  patched.forEach(({ manifest }, index) => {
    if (manifest.kind !== 'ConfigMap' || manifest === built[index]?.manifest) return;
    const [before, after] = [built[index]?.manifest, manifest].map((one) => contentHash([one?.data, one?.binaryData]));
    if (after !== undefined && before !== after) changed.set(keyOf(manifest), after);
  });
  if (changed.size === 0) return patched;
  return patched.map((item) => ({ ...item, manifest: withHashes(item.manifest, changed) }));
}

function withHashes(manifest: Manifest, changed: ReadonlyMap<string, string>): Manifest {
  const { namespace = '' } = manifest.metadata;
  return rehashed(manifest, (pod) => {
    const known = [...configMapsIn(pod)].flatMap((name) => changed.get(`${namespace}/${name}`) ?? []);
    return known.length === 0 ? undefined : known.sort();
  }) as Manifest;
}

/** A copy in which every pod template that carries a hash has another one, where `told` gives it something new. */
function rehashed(value: unknown, told: (pod: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => rehashed(item, told));
  if (!isObject(value)) return value;
  const { metadata, spec } = value;
  const annotations = fieldsOf(fieldsOf(metadata).annotations);
  const news = configHash in annotations ? told(spec) : undefined;
  if (news === undefined)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rehashed(inner, told)]));
  const hash = contentHash([annotations[configHash], news]);
  return { ...value, metadata: { ...fieldsOf(metadata), annotations: { ...annotations, [configHash]: hash } } };
}

/** The ConfigMaps that volumes and variables of a pod name. */
function* configMapsIn(value: unknown, field = ''): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* configMapsIn(item, field);
  if (!isObject(value)) return;
  if (/^configMap(KeyRef|Ref)?$/.test(field) && typeof value.name === 'string') yield value.name;
  for (const [key, inner] of Object.entries(value)) yield* configMapsIn(inner, key);
}

function keyOf({ metadata: { namespace = '', name } }: Manifest): string {
  return `${namespace}/${name}`;
}
