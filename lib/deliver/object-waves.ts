import { waves, type WaveFault } from '../graph/waves';
import { markers } from '../model/marker';
import type { Rendered } from '../model/unit';
import { annotate, withoutAnnotations } from './annotations';

const wave = 'argocd.argoproj.io/sync-wave';

/** The objects of one unit in their waves, and what keeps them from syncing in any. */
export interface InWaves {
  readonly files: readonly Rendered[];
  readonly faults: readonly WaveFault[];
}

/** Says of each object in which wave it syncs; without a word in the first. The markers of order have then done their duty. */
export function inWaves(rendered: readonly Rendered[]): InWaves {
  const order = waves(rendered.map(({ manifest }) => manifest));
  const files = rendered.map((item, index) => {
    const number = order.waves[index] ?? 0;
    const manifest = withoutAnnotations(item.manifest, [markers.after, markers.waitsFor]);
    return { ...item, manifest: number === 0 ? manifest : annotate(manifest, { [wave]: String(number) }) };
  });
  return { files, faults: order.faults };
}
