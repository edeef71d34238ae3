import type { Chart } from '../../../model/unit';
import { agentNamespace, hubNamespace } from '../../../scoring/framework';
import { kinds } from '../../charts/chart-definition';

/** Upstream's chart: both controllers with their rights, the add-on and where it goes, and the CRDs. */
export const frameworkChart: Chart = {
  type: 'chart',
  source: {
    type: 'helm',
    repoURL: 'https://open-cluster-management.io/helm-charts',
    chart: 'dynamic-scoring-framework',
    version: '0.1.0',
    releaseName: 'dynamic-scoring-framework',
    values: { hubSetting: { namespace: hubNamespace }, spokeSetting: { namespace: agentNamespace } },
  },
  namespace: hubNamespace,
  alsoIn: [],
  after: [],
  providesGroups: ['dynamic-scoring.open-cluster-management.io'],
  creates: [
    ...kinds(true, {
      'addon.open-cluster-management.io': ['ClusterManagementAddOn'],
      'apiextensions.k8s.io': ['CustomResourceDefinition'],
      'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
    }),
    ...kinds(false, {
      '': ['Service', 'ServiceAccount'],
      'addon.open-cluster-management.io': ['AddOnDeploymentConfig'],
      apps: ['Deployment'],
      'cluster.open-cluster-management.io': ['ManagedClusterSetBinding', 'Placement'],
      'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
    }),
  ],
  ignoreDifferences: [],
};
