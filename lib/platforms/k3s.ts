import type { Platform } from '../model/platform';
import { generic } from './generic';
import { named, present } from './present';

/** K3s with its defaults: local volumes, Traefik, and a load balancer on the ports of its nodes. */
export const k3s: Platform = {
  ...generic,
  name: 'k3s',
  storage: { class: 'local-path', hasDefault: true },
  loadBalancer: { annotations: {}, internal: {} },
  ingressClass: 'traefik',
  nodes: { instanceTypes: 'some', countControlPlane: true },
  present: [
    present({
      APIGroup: /^(helm\.cattle\.io|k3s\.cattle\.io|traefik\.io)$/,
      'storage.k8s.io/StorageClass': named('local-path'),
      'networking.k8s.io/IngressClass': named('traefik'),
      '/Service': named('kube-system/traefik'),
    }),
  ],
  toldBy: { product: /^K3S$/i, version: /\+k3s/ },
};
