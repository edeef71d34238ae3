import type { Platform } from '../model/platform';

/**
 * Plain Kubernetes, as kubeadm installs it: no StorageClass, no load balancer, no Ingress controller. An environment describes
 * a cluster that has them with a platform derived from this one.
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
