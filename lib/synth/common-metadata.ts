import { compare } from '../model/compare';
import type { Manifest } from '../model/manifest';
import type { Rendered } from '../model/unit';

type Texts = Readonly<Record<string, string>>;

/** The labels and annotations of every object of an environment. */
export interface CommonMetadata {
  readonly labels: Texts;
  readonly annotations: Texts;
}

/** The object with the common labels and annotations; its own keys stay, because others may rely on them. */
export function withCommon(rendered: Rendered, common: CommonMetadata): Rendered {
  const wanted = (['labels', 'annotations'] as const).filter((field) => Object.keys(common[field]).length > 0);
  if (wanted.length === 0) return rendered;
  const { manifest } = rendered;
  const added = Object.fromEntries(wanted.map((field) => [field, inOrder(common[field], manifest.metadata[field])]));
  return { ...rendered, manifest: withMetadata(manifest, { ...manifest.metadata, ...added }) };
}

function withMetadata(manifest: Manifest, metadata: Manifest['metadata']): Manifest {
  const fields = Object.entries(metadata).sort(([a], [b]) => compare(a, b));
  return { ...manifest, metadata: Object.fromEntries(fields) as unknown as Manifest['metadata'] };
}

function inOrder(common: Texts, own: Texts | undefined): Texts {
  return Object.fromEntries(Object.entries({ ...common, ...own }).sort(([a], [b]) => compare(a, b)));
}
