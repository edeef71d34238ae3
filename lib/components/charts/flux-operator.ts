import { kinds, type ChartDefinition } from './chart-definition';

/** flux-framework's operator of MiniClusters; not fluxcd's. Upstream's one file brings its own namespace. */
export const fluxOperator: ChartDefinition = {
  name: 'flux-operator',
  description: "flux-framework's operator: an HPC cluster inside the cluster for each MiniCluster.",
  chart: {
    type: 'chart',
    source: {
      type: 'git',
      repoURL: 'https://github.com/flux-framework/flux-operator.git',
      // The commit that imports/ has its CRD from.
      commit: '0d75cef855dee5351d68e32ec139a70e892b5268',
      path: 'examples/dist',
      include: 'flux-operator.yaml',
    },
    namespace: 'operator-system',
    alsoIn: [],
    after: [],
    providesGroups: ['flux-framework.org'],
    creates: [
      ...kinds(true, {
        '': ['Namespace'],
        'apiextensions.k8s.io': ['CustomResourceDefinition'],
        'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
      }),
      ...kinds(false, {
        '': ['ConfigMap', 'Service', 'ServiceAccount'],
        apps: ['Deployment'],
        'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
      }),
    ],
    ignoreDifferences: [],
  },
  namespaces: [],
  provides: () => [],
};
