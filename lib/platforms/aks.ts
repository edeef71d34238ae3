import type { Platform } from '../model/platform';
import { generic } from './generic';
import { named, present } from './present';

/** Azure Kubernetes Service. */
export const aks: Platform = {
  ...generic,
  name: 'aks',
  storage: { class: 'managed-csi', hasDefault: true },
  loadBalancer: {
    annotations: {},
    internal: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
  },
  nodes: { instanceTypes: 'always', countControlPlane: false },
  present: [
    present({
      'storage.k8s.io/StorageClass': named(
        ...['azurefile', 'azurefile-csi', 'azurefile-csi-premium', 'azurefile-premium'],
        ...['default', 'managed', 'managed-csi', 'managed-csi-premium', 'managed-premium'],
      ),
    }),
  ],
  toldBy: { product: /^AKS$/ },
};
