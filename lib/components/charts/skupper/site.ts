import type { Cluster } from '../../../model/fleet';

/** How other sites reach the hub's router, by what its platform has; a managed cluster only links outwards. */
const hubIngress = { kind: 'nodeport', eks: 'loadbalancer', openshift: 'route' } as const;

/** Whether the other sites can reach the hub's: behind a NodePort only by an address that somebody gives. */
export function hasAddress({ platform, address }: Cluster): boolean {
  return platform !== 'kind' || address !== undefined;
}

/** The data of the ConfigMap `skupper-site`. What its README leaves on by default and nobody here uses is turned off. */
export function siteSettings({ name, role, platform, address }: Cluster): Record<string, string> {
  const common = { name, console: 'false', 'flow-collector': 'false', 'router-mode': 'interior' };
  if (role === 'managed') return { ...common, ingress: 'none' };
  const ingress = hubIngress[platform];
  return { ...common, ingress, ...(ingress === 'nodeport' && address !== undefined && { 'ingress-host': address }) };
}
