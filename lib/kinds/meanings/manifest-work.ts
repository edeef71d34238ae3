import { judged, type Meaning } from '../changed';

/** How a work lets go of its objects, and in whose name it applies them. */
export const manifestWork: Meaning = {
  kinds: ['work.open-cluster-management.io/ManifestWork'],
  source: 'ocm pkg/work/spoke/controllers/manifestcontroller',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.deleteOption',
        class: 'in-place',
        why: 'says which objects stay once the work is deleted: check that none that holds data is left out',
      },
      {
        at: 'spec.executor',
        class: 'next-run',
        why: 'every object is checked anew against the rights of the other account',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'demo', namespace: 'worker01' },
      spec: { deleteOption: { propagationPolicy: 'SelectivelyOrphan' } },
    },
    new: {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'demo', namespace: 'worker01' },
      spec: {
        deleteOption: { propagationPolicy: 'SelectivelyOrphan' },
        executor: { subject: { type: 'ServiceAccount' } },
      },
    },
    says: ['next-run /spec/executor'],
  },
  good: {
    old: {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'demo', namespace: 'worker01' },
      spec: { deleteOption: { propagationPolicy: 'SelectivelyOrphan' } },
    },
    new: {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'demo', namespace: 'worker01', labels: { a: 'b' } },
      spec: { deleteOption: { propagationPolicy: 'SelectivelyOrphan' } },
    },
  },
};
