import { groupKind } from '../kinds/group-kind';
import type { Directory } from '../model/directory';
import type { Cluster } from '../model/fleet';
import type { Need } from '../model/unit';
import { platforms } from './platforms';

/** The StorageClass of a claim on a cluster: the one that is asked for, else the platform's usual one. */
export function storageClassOn({ platform }: Cluster, asked: string | undefined): string {
  return asked ?? platforms[platform].storageClass;
}

/**
 * The class, where neither the platform nor anything rendered brings it. kind brings its usual one; EKS brings none, and
 * OpenShift that of the cloud beneath it.
 */
export function storageClassNeed(
  cluster: Cluster,
  asked: string | undefined,
  directory: Directory,
  volume: string,
): Need[] {
  if (cluster.platform === 'kind' && asked === undefined) return [];
  const ref = {
    cluster: cluster.name,
    ...groupKind('storage.k8s.io/StorageClass'),
    name: storageClassOn(cluster, asked),
  };
  return directory.has(ref) ? [] : [{ ref, why: `${volume}, and its driver` }];
}
