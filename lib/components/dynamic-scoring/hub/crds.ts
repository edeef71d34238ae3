import type { Chart } from '../../../model/unit';
import { hubNamespace } from '../../../scoring/framework';

/** The framework's two CRDs, from upstream's repository: the commit at which the rules of `lib/scoring` were read. */
export const frameworkCrds: Chart = {
  type: 'chart',
  source: {
    type: 'git',
    repoURL: 'https://github.com/open-cluster-management-io/dynamic-scoring-framework.git',
    commit: '8fc014d66e9e7126852d0eeb886cc20b5be7a0a8',
    path: 'config/crd/bases',
  },
  namespace: hubNamespace,
  alsoIn: [],
  creates: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', clusterScoped: true }],
  providesGroups: ['dynamic-scoring.open-cluster-management.io'],
  after: [],
  ignoreDifferences: [],
};
