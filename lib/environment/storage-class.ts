import { groupKind } from '../kinds/group-kind';
import type { Directory } from '../model/directory';
import type { Cluster } from '../model/fleet';
import type { Need } from '../model/unit';
import { platformOf } from '../platforms/catalogue';

/**
 * The StorageClass of a claim on a cluster: the requested one, otherwise that of the platform; undefined where the platform has
 * none, so that the claim gets the default class.
 */
export function storageClassOn(cluster: Cluster, asked: string | undefined): string | undefined {
  return asked ?? platformOf(cluster).storage.class;
}

/** The same for a claim that needs no class where the cluster has a default one. */
export function storageClassWithoutDefault(cluster: Cluster, asked: string | undefined): string | undefined {
  return asked ?? (platformOf(cluster).storage.hasDefault ? undefined : storageClassOn(cluster, asked));
}

/** The class as a need, where neither the platform nor a rendered object provides it. */
export function storageClassNeed(
  cluster: Cluster,
  asked: string | undefined,
  directory: Directory,
  volume: string,
): Need[] {
  const name = storageClassOn(cluster, asked);
  if (name === undefined) return [];
  const ref = { cluster: cluster.name, ...groupKind('storage.k8s.io/StorageClass'), name };
  return directory.has(ref) ? [] : [{ ref, why: `${volume}, and its driver` }];
}
