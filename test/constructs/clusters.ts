import type { Cluster } from '../../lib/model/fleet';

const some = { labels: {}, nodes: 1 } as const;

export const hub: Cluster = { ...some, name: 'hub01', role: 'hub', platform: 'kind', address: '172.18.0.2' };
export const worker: Cluster = { ...some, name: 'worker01', role: 'managed', platform: 'kind', address: '172.18.0.3' };
export const eks: Cluster = { ...some, name: 'nfd-cluster', role: 'managed', platform: 'eks' };
export const openshift: Cluster = {
  ...some,
  name: 'ocp01',
  role: 'managed',
  platform: 'openshift',
  appsDomain: 'apps.ocp01.example.com',
};
