import { edgesOf } from '../../graph/edges';
import type { Edge } from '../../graph/edge';
import { objectsIn } from '../../graph/located';
import { offersOf } from '../../graph/offers';
import { label, type Manifest } from '../../model/manifest';
import { refKey } from '../../model/ref';

/** An object of a unit, as a picture shows it. */
export interface DrawnObject {
  /** Unique in the fleet. */
  readonly key: string;
  readonly cluster: string;
  readonly unit: string;
  readonly label: string;
  /** The object itself, and the objects that controllers make from it, each as `refKey` writes it. */
  readonly brings: readonly string[];
  readonly edges: readonly Edge[];
  readonly manifest: Manifest;
  /** What makes it, where no file holds it. @default - a file holds it */
  readonly made?: string;
}

/** A folder of an environment, which one Application syncs. */
export interface DrawnUnit {
  readonly name: string;
  /** The objects, also those that works carry, and scores and buckets that they name. */
  readonly objects: readonly DrawnObject[];
}

/** The objects of a unit, also those that its works carry, each with its references. */
export function drawnObjects(
  manifests: readonly Manifest[],
  cluster: string,
  unit: string,
  hub: string,
): DrawnObject[] {
  return manifests.flatMap((manifest) =>
    objectsIn({ manifest, origin: { cluster, unit, settings: [] } }, hub).map((located): DrawnObject => {
      const brings = offersOf(located).map(({ ref }) => refKey(ref));
      return {
        key: `${unit} ${refKey(located.ref)}`,
        cluster: located.ref.cluster,
        unit,
        label: label(located.manifest),
        brings,
        edges: edgesOf(located),
        manifest: located.manifest,
      };
    }),
  );
}
