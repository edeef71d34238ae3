import type { Chart } from '../../model/unit';
import { kinds, type ChartDefinition } from './chart-definition';

const home = 'sealed-secrets';

function chart(namespace: string): Chart {
  return {
    type: 'chart',
    source: {
      type: 'helm',
      repoURL: 'https://bitnami.github.io/sealed-secrets',
      chart: 'sealed-secrets',
      version: '2.20.0',
      releaseName: 'sealed-secrets',
      // The name by which kubeseal looks for it.
      values: { fullnameOverride: 'sealed-secrets-controller' },
    },
    namespace,
    alsoIn: [],
    after: [],
    providesGroups: ['bitnami.com'],
    creates: [
      ...kinds(true, {
        '': ['Namespace'],
        'apiextensions.k8s.io': ['CustomResourceDefinition'],
        'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
      }),
      ...kinds(false, {
        '': ['Service', 'ServiceAccount'],
        apps: ['Deployment'],
        'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
      }),
    ],
    ignoreDifferences: [],
  };
}

/** Sealed Secrets: opens on its cluster what was sealed for it. */
export const sealedSecrets: ChartDefinition = {
  name: 'sealed-secrets',
  description: 'Sealed Secrets: opens what kubeseal has encrypted for the cluster.',
  chart: chart(home),
  inNamespace: chart,
  relied: [
    { at: 'fullnameOverride', is: 'sealed-secrets-controller', why: 'kubeseal looks for the controller by that name' },
    { at: 'createController', is: true, why: 'without the controller no SealedSecret is opened' },
  ],
  // The chart fixes both ids; null takes them away, and the platform gives its own.
  on: ({ assignsUids }) =>
    assignsUids
      ? { values: { podSecurityContext: { fsGroup: null }, containerSecurityContext: { runAsUser: null } } }
      : undefined,
  namespaces: [{ name: home, podSecurity: 'restricted' }],
  provides: () => [],
};
