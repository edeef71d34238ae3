import { judged, type Meaning } from '../changed';

/** The controller deletes all works of a Placement that is named no more before it makes those of the new one (`deploy_reconcile.go`:57-77). */
export const manifestWorkReplicaSet: Meaning = {
  kinds: ['work.open-cluster-management.io/ManifestWorkReplicaSet'],
  source: 'ocm pkg/work/hub/controllers/manifestworkreplicasetcontroller/deploy_reconcile.go:57-80',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.placementRefs',
        class: 'danger',
        why: 'every work of the old Placement is deleted on every cluster before those of the new one are made',
        fix: 'Add the new Placement beside the old one first, and take the old one off in the next commit (plan --stages).',
      },
      {
        at: 'spec.cascadeDeletionPolicy',
        class: 'in-place',
        why: 'says whether works go before or behind the replica set, once it is deleted',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'work.open-cluster-management.io/v1alpha1',
      kind: 'ManifestWorkReplicaSet',
      metadata: { name: 'fleet-demo', namespace: 'e-replica-sets' },
      spec: { placementRefs: [{ name: 'demo' }], cascadeDeletionPolicy: 'Background' },
    },
    new: {
      apiVersion: 'work.open-cluster-management.io/v1alpha1',
      kind: 'ManifestWorkReplicaSet',
      metadata: { name: 'fleet-demo', namespace: 'e-replica-sets' },
      spec: { placementRefs: [{ name: 'other' }], cascadeDeletionPolicy: 'Background' },
    },
    says: ['danger /spec/placementRefs/0', 'danger /spec/placementRefs/0'],
  },
  good: {
    old: {
      apiVersion: 'work.open-cluster-management.io/v1alpha1',
      kind: 'ManifestWorkReplicaSet',
      metadata: { name: 'fleet-demo', namespace: 'e-replica-sets' },
      spec: { placementRefs: [{ name: 'demo' }], cascadeDeletionPolicy: 'Background' },
    },
    new: {
      apiVersion: 'work.open-cluster-management.io/v1alpha1',
      kind: 'ManifestWorkReplicaSet',
      metadata: { name: 'fleet-demo', namespace: 'e-replica-sets', labels: { a: 'b' } },
      spec: { placementRefs: [{ name: 'demo' }], cascadeDeletionPolicy: 'Background' },
    },
  },
};
