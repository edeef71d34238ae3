import type { Cluster } from '../../../model/fleet';
import { platformOf } from '../../../platforms/catalogue';

/** How other sites reach the hub's router, by what its platform has; a managed cluster only links outwards. */
function hubIngress(cluster: Cluster): 'route' | 'loadbalancer' | 'nodeport' {
  const { routes, loadBalancer } = platformOf(cluster);
  return routes ? 'route' : loadBalancer ? 'loadbalancer' : 'nodeport';
}

/** Whether the other sites can reach the hub's: behind a NodePort only by an address that somebody gives. */
export function hasAddress(cluster: Cluster): boolean {
  return hubIngress(cluster) !== 'nodeport' || cluster.address !== undefined;
}

/** The data of the ConfigMap `skupper-site`. What its README leaves on by default and nobody here uses is turned off. */
export function siteSettings(cluster: Cluster): Record<string, string> {
  const { name, role, address } = cluster;
  const common = { name, console: 'false', 'flow-collector': 'false', 'router-mode': 'interior' };
  if (role === 'managed') return { ...common, ingress: 'none' };
  const ingress = hubIngress(cluster);
  return { ...common, ingress, ...(ingress === 'nodeport' && address !== undefined && { 'ingress-host': address }) };
}
