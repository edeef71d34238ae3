import type { Platform } from '../model/platform';

/**
 * Kubernetes and nothing else, as kubeadm makes it: no StorageClass, no load balancer, no Ingress controller. What a cluster
 * of that kind has is said by a platform of the environment that is like this one.
 */
export const generic: Platform = {
  name: 'generic',
  assignsUids: false,
  podSecurity: 'privileged',
  storage: { hasDefault: false },
  routes: false,
  nodes: { instanceTypes: 'some', countControlPlane: false },
  contextPrefix: '',
  awsRoles: false,
  openshiftAi: false,
  argocd: { namespace: 'argocd', configuredBy: 'configmap' },
  present: [],
};
