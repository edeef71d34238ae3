import type { Cluster } from '../../../model/fleet';

/** How other sites reach the hub's router, by what its platform has; a managed cluster only links outwards. */
const hubIngress = { kind: 'nodeport', eks: 'loadbalancer', openshift: 'route' } as const;

/** Why the hub's site cannot be linked to; `undefined` where it can. */
export function siteFault({ name, platform, address }: Cluster): string | undefined {
  if (platform !== 'kind' || address !== undefined) return undefined;
  return `got a site on ${name} behind a NodePort of no address; add address: IP to the cluster, that of one of its nodes`;
}

/** The data of the ConfigMap `skupper-site`. What its README leaves on by default and nobody here uses is turned off. */
export function siteSettings({ name, role, platform, address }: Cluster): Record<string, string> {
  const common = { name, console: 'false', 'flow-collector': 'false', 'router-mode': 'interior' };
  if (role === 'managed') return { ...common, ingress: 'none' };
  const ingress = hubIngress[platform];
  return { ...common, ingress, ...(ingress === 'nodeport' && address !== undefined && { 'ingress-host': address }) };
}
