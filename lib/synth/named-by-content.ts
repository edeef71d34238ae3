import { contentHash } from '../constructs/content-hash';
import { fixedFields, hashedName } from '../constructs/hashed-name';
import type { Manifest } from '../model/manifest';
import { markers } from '../model/marker';
import type { Rendered } from '../model/unit';

/**
 * A unit's objects, each under the name that says what it is made of. Constructs name their objects before patches change
 * them: a changed Job under an unchanged name would be refused forever. So it gets another name here, and so does all that
 * comes after it; what nothing changed keeps the name that its construct gave it.
 *
 * @param built as the constructs made them
 * @param patched the same, in the same order, after the patches
 */
export function namedByContent(built: readonly Rendered[], patched: readonly Rendered[]): readonly Rendered[] {
  const renamed = new Map<string, string>();
  return patched.map((item, index) => {
    const manifest = afterRenamed(item.manifest, renamed);
    const before = built[index]?.manifest ?? manifest;
    const name = before.metadata.annotations?.[markers.hashedName];
    if (name === undefined) return manifest === item.manifest ? item : { ...item, manifest };
    const { annotations: { [markers.hashedName]: _, ...annotations } = {}, ...metadata } = manifest.metadata;
    const own =
      madeOf(before) === madeOf(manifest) ? metadata.name : hashedName(name, [metadata.name, madeOf(manifest)]);
    if (own !== metadata.name) renamed.set(reference(manifest), own);
    const kept = Object.keys(annotations).length === 0 ? {} : { annotations };
    return { ...item, manifest: { ...manifest, metadata: { ...kept, ...metadata, name: own } } };
  });
}

/** A hash of what makes it this object: its own fields, and what comes before it. */
function madeOf({ spec, metadata }: Manifest): string {
  return contentHash([fixedFields(spec), metadata.annotations?.[markers.after]]);
}

/** The object with the new names of what it comes after. */
function afterRenamed(manifest: Manifest, renamed: ReadonlyMap<string, string>): Manifest {
  const after = manifest.metadata.annotations?.[markers.after];
  if (after === undefined || renamed.size === 0) return manifest;
  const names = after.split(',').map((one) => withName(one.trim(), manifest.metadata.namespace, renamed));
  const annotations = { ...manifest.metadata.annotations, [markers.after]: names.join(',') };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}

/** `Job/train-0123456789`, or with a namespace in between. */
function withName(text: string, own: string | undefined, renamed: ReadonlyMap<string, string>): string {
  const [kind = '', ...rest] = text.split('/');
  const [namespace = '', name = ''] = rest.length > 1 ? rest : [own ?? '', ...rest];
  const now = renamed.get(`${kind}/${namespace}/${name}`);
  return now === undefined ? text : [kind, ...rest.slice(0, -1), now].join('/');
}

function reference({ kind, metadata: { namespace = '', name } }: Manifest): string {
  return `${kind}/${namespace}/${name}`;
}
