import { edgesOf } from '../../graph/edges';
import type { Edge } from '../../graph/edge';
import { objectsIn } from '../../graph/located';
import { offersOf } from '../../graph/offers';
import { label, type Manifest } from '../../model/manifest';
import type { Ref } from '../../model/ref';

/** An object of a unit, as a picture shows it. */
export interface DrawnObject {
  /** The same as that of no other object of the fleet. */
  readonly key: string;
  readonly cluster: string;
  readonly unit: string;
  readonly label: string;
  /** What it brings: itself, and what controllers make of it, each as `keyOf` writes it. */
  readonly brings: readonly string[];
  readonly edges: readonly Edge[];
  readonly manifest: Manifest;
}

/** A folder of an environment: what one Application syncs. */
export interface DrawnUnit {
  readonly name: string;
  /** The objects, what works carry included. */
  readonly objects: readonly DrawnObject[];
}

/** The objects of a unit and what its works carry, each with what it refers to. */
export function drawnObjects(
  manifests: readonly Manifest[],
  cluster: string,
  unit: string,
  hub: string,
): DrawnObject[] {
  return manifests.flatMap((manifest) =>
    objectsIn({ manifest, origin: { cluster, unit, settings: [] } }, hub).map((located): DrawnObject => {
      const brings = offersOf(located).map(({ ref }) => keyOf(ref));
      return {
        key: `${unit} ${keyOf(located.ref)}`,
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

/** An object, whatever of it is asked for. */
export function keyOf({ cluster, group, kind, namespace = '', name }: Ref): string {
  return [cluster, group, kind, namespace, name].join(' ');
}
