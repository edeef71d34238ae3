import { kinds, type ChartDefinition } from './chart-definition';

const namespace = 'sealed-secrets';

/** Sealed Secrets: opens on its cluster what was sealed for it. */
export const sealedSecrets: ChartDefinition = {
  name: 'sealed-secrets',
  description: 'Sealed Secrets: opens what kubeseal has encrypted for the cluster.',
  chart: {
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
  },
  namespaces: [{ name: namespace, podSecurity: 'restricted' }],
  provides: () => [],
};
