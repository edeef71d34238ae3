import { judged, type Meaning } from '../changed';

/** Decisions are made anew: works come and go with the clusters. */
export const placement: Meaning = {
  kinds: ['cluster.open-cluster-management.io/Placement'],
  source: 'ocm pkg/placement/controllers/scheduling/schedule.go',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec',
        class: 'move',
        why: 'decisions are made anew: works are made on clusters that come and deleted on those that go',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'cluster.open-cluster-management.io/v1beta1',
      kind: 'Placement',
      metadata: { name: 'fast', namespace: 'strategies' },
      spec: { numberOfClusters: 1 },
    },
    new: {
      apiVersion: 'cluster.open-cluster-management.io/v1beta1',
      kind: 'Placement',
      metadata: { name: 'fast', namespace: 'strategies' },
      spec: { numberOfClusters: 2 },
    },
    says: ['move /spec/numberOfClusters'],
  },
  good: {
    old: {
      apiVersion: 'cluster.open-cluster-management.io/v1beta1',
      kind: 'Placement',
      metadata: { name: 'fast', namespace: 'strategies' },
      spec: { numberOfClusters: 1 },
    },
    new: {
      apiVersion: 'cluster.open-cluster-management.io/v1beta1',
      kind: 'Placement',
      metadata: { name: 'fast', namespace: 'strategies', labels: { a: 'b' } },
      spec: { numberOfClusters: 1 },
    },
  },
};
