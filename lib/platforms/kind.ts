import type { Platform } from '../model/platform';
import { generic } from './generic';
import { named, present } from './present';

/** Kubernetes in containers of one machine: its node is the control plane, and it has no load balancer. */
export const kind: Platform = {
  ...generic,
  name: 'kind',
  storage: { class: 'standard', hasDefault: true },
  nodes: { instanceTypes: 'never', countControlPlane: true },
  contextPrefix: 'kind-',
  present: [present({ 'storage.k8s.io/StorageClass': named('standard') })],
};
