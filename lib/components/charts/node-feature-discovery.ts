import { kinds, type ChartDefinition } from './chart-definition';

/** Labels every node with what its hardware and kernel can do. Upstream's Kustomize overlay brings its own namespace. */
export const nodeFeatureDiscovery: ChartDefinition = {
  name: 'node-feature-discovery',
  description: 'Node Feature Discovery: labels every node with what its hardware and kernel can do.',
  chart: {
    type: 'chart',
    source: {
      type: 'git',
      repoURL: 'https://github.com/kubernetes-sigs/node-feature-discovery.git',
      // v0.17.3; the overlay itself names the image of that tag.
      commit: 'd4cc19a705b1e2a34b2305a87a4f5bf1b5a7caed',
      path: 'deployment/overlays/default',
    },
    namespace: 'node-feature-discovery',
    alsoIn: [],
    after: [],
    providesGroups: ['nfd.k8s-sigs.io'],
    creates: [
      ...kinds(true, {
        '': ['Namespace'],
        'apiextensions.k8s.io': ['CustomResourceDefinition'],
        'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
      }),
      ...kinds(false, {
        '': ['ConfigMap', 'Service', 'ServiceAccount'],
        apps: ['DaemonSet', 'Deployment'],
        'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
      }),
    ],
    ignoreDifferences: [],
  },
  on: ({ assignsUids }) =>
    assignsUids
      ? {
          unfit:
            'its workers mount the host without an SCC that permits it; install the NFD operator of OperatorHub there',
        }
      : undefined,
  namespaces: [],
  provides: () => [],
};
