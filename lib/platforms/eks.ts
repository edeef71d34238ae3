import type { Platform } from '../model/platform';
import { generic } from './generic';
import { named, present } from './present';

/** Amazon EKS. Since Kubernetes 1.30 it has no default class; the block `eks` makes `gp3`, otherwise somebody else must. */
export const eks: Platform = {
  ...generic,
  name: 'eks',
  storage: { class: 'gp3', hasDefault: false },
  // With the first of them EKS makes a network load balancer for a TCP port.
  loadBalancer: {
    annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' },
    internal: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' },
  },
  nodes: { instanceTypes: 'always', countControlPlane: false },
  awsRoles: true,
  eksctl: { storageClass: 'gp3' },
  present: [present({ 'storage.k8s.io/StorageClass': named('gp2') })],
  toldBy: { product: /^EKS$/, version: /-eks-/ },
};
