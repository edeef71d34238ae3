import type { Platform } from '../model/platform';
import { generic } from './generic';
import { named, present } from './present';

/** Amazon's. Since Kubernetes 1.30 no class is the default one; the block `eks` makes `gp3`, and else somebody must. */
export const eks: Platform = {
  ...generic,
  name: 'eks',
  storage: { class: 'gp3', hasDefault: false },
  // A network load balancer is what EKS makes of a TCP port by the first of them.
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
