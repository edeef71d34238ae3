import type { Manifest } from '../model/manifest';
import { isRepeated, repeat } from '../model/repeated-manifest';
import type { Rendered } from '../model/unit';
import type { InWaves } from './object-waves';

/** Arranges units of the very same manifests once. */
export class ArrangedOnce {
  private readonly known = new WeakMap<Manifest, Arranged>();

  /** @param arrange depends on nothing but the manifests */
  of(rendered: readonly Rendered[], arrange: () => InWaves): InWaves {
    const [first] = rendered;
    if (first === undefined || !rendered.every(({ manifest }) => isRepeated(manifest))) return arrange();
    const known = this.known.get(first.manifest);
    if (known?.given.length === rendered.length && rendered.every(({ manifest }, at) => manifest === known.given[at])) {
      const files = rendered.map((item, at) => ({ ...item, manifest: known.arranged[at] ?? item.manifest }));
      return { files, faults: [] };
    }
    const all = arrange();
    const given = rendered.map(({ manifest }) => manifest);
    if (all.faults.length === 0)
      this.known.set(first.manifest, { given, arranged: all.files.map(({ manifest }) => repeat(manifest)) });
    return all;
  }
}

interface Arranged {
  readonly given: readonly Manifest[];
  /** In the order of those given. */
  readonly arranged: readonly Manifest[];
}
