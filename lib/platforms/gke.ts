import type { Platform } from '../model/platform';
import { generic } from './generic';
import { named, present } from './present';

/** GKE Standard clusters. The Ingress controller of GKE is selected by an annotation and has no IngressClass. */
export const gke: Platform = {
  ...generic,
  name: 'gke',
  storage: { class: 'standard-rwo', hasDefault: true },
  loadBalancer: { annotations: {}, internal: { 'networking.gke.io/load-balancer-type': 'Internal' } },
  nodes: { instanceTypes: 'always', countControlPlane: false },
  present: [
    present({
      'storage.k8s.io/StorageClass': named('standard', 'standard-rwo', 'premium-rwo'),
      '/Namespace': named('gke-managed-system', 'gmp-public', 'gmp-system'),
    }),
  ],
  toldBy: { product: /^GKE$/, version: /-gke\./ },
};
