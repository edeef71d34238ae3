import { groupKind } from '../kinds/group-kind';
import type { Directory } from '../model/directory';
import type { Cluster } from '../model/fleet';
import type { Need } from '../model/unit';
import { platformOf } from '../platforms/catalogue';

/**
 * The StorageClass of a claim on a cluster: the one that is asked for, else the platform's usual one; undefined where it
 * has none, so that the claim gets the default class.
 */
export function storageClassOn(cluster: Cluster, asked: string | undefined): string | undefined {
  return asked ?? platformOf(cluster).storage.class;
}

/** The StorageClass of a claim that may be left without one wherever the cluster has a default class. */
export function storageClassWithoutDefault(cluster: Cluster, asked: string | undefined): string | undefined {
  return asked ?? (platformOf(cluster).storage.hasDefault ? undefined : storageClassOn(cluster, asked));
}

/** The class, where neither the platform nor anything rendered brings it. */
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
