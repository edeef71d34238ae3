import type { Cluster, Fleet } from '../model/fleet';
import type { Unit } from '../model/unit';

/** Where an Application's objects go, as Argo CD writes it: a cluster by name, or the one that Argo CD runs on. */
export type Destination = { readonly name: string } | { readonly server: string };

/** Argo CD runs on the hub and knows it by this address without any cluster entry. */
export const hubServer = 'https://kubernetes.default.svc';

/** A managed cluster goes by its name, which survives a changed server URL. */
export function destinationOf(cluster: Cluster): Destination {
  return cluster.role === 'hub' ? { server: hubServer } : { name: cluster.name };
}

/** The cluster that a unit's Application talks to: a ManifestWork lies on the hub, whatever cluster it is for. */
export function destinationCluster(unit: Unit, cluster: Cluster, fleet: Fleet): Cluster {
  return unit.delivery === 'work' ? fleet.hub : cluster;
}
