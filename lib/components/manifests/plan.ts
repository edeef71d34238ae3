import { settingsOn } from '../../environment/differences/variants';
import { placed } from '../../environment/placement';
import { factsOf } from '../../kinds/kind-table';
import { isObject } from '../../model/json';
import { shapeFault } from '../../model/manifest-shape';
import { groupOf, type Manifest } from '../../model/manifest';
import type { WrittenFolder } from '../../manifests/written-folder';
import type { WrittenManifest } from '../../manifests/manifest-file';
import type { Context } from '../component';
import type { FolderSettings, ManifestsSettings } from './settings';

/** A user's folder on one cluster. */
export interface PlacedFolder {
  /** The name of its unit. */
  readonly name: string;
  readonly settings: FolderSettings;
  readonly cluster: string;
  /** As findings name it. */
  readonly path: string;
  readonly read: WrittenFolder | 'missing' | 'outside';
  /** Its objects that have a name, each with its namespace. */
  readonly objects: readonly WrittenManifest[];
}

export function planManifests(settings: ManifestsSettings, { fleet, folder }: Context): readonly PlacedFolder[] {
  return Object.entries(settings).flatMap(([name, block]) =>
    placed(block.on, fleet).map(({ name: cluster }): PlacedFolder => {
      const own = settingsOn(block, { name: cluster });
      const path = own.path.replaceAll('{cluster}', cluster);
      const read = folder(path);
      const written = typeof read === 'string' ? [] : read.files.flatMap(({ content }) => content.manifests);
      const objects = written.flatMap((one) =>
        shapeFault(withoutNulls(one.manifest)) === undefined
          ? { ...one, manifest: inNamespace(withoutNulls(one.manifest), own.namespace) }
          : [],
      );
      return { name, settings: own, cluster, path, read, objects };
    }),
  );
}

/** The object without metadata fields that are null: to Kubernetes they are missing. */
export function withoutNulls(manifest: Manifest): Manifest {
  const { metadata } = manifest as { readonly metadata?: unknown };
  if (!isObject(metadata)) return manifest;
  const given = Object.entries(metadata).filter(([, value]) => value !== null);
  return { ...manifest, metadata: Object.fromEntries(given) as unknown as Manifest['metadata'] };
}

/** Whether it is in a namespace; for an unknown kind, whether the object names one. */
export function isNamespaced({ apiVersion, kind, metadata }: Manifest): boolean {
  const scope = factsOf({ group: groupOf(apiVersion), kind })?.scope;
  return scope === undefined ? metadata.namespace !== undefined : scope === 'Namespaced';
}

function inNamespace(manifest: Manifest, namespace: string | undefined): Manifest {
  if (namespace === undefined || !isObject(manifest.metadata) || manifest.metadata.namespace !== undefined)
    return manifest;
  return isNamespaced(manifest) ? { ...manifest, metadata: { ...manifest.metadata, namespace } } : manifest;
}
