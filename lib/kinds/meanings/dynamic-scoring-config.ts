import { judged, type Meaning } from '../changed';

/** A mask stops a score, and leaves what it said last. */
export const dynamicScoringConfig: Meaning = {
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScoringConfig'],
  source: 'dynamic-scoring-framework at 8fc014d',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.masks',
        class: 'in-place',
        why: 'masked scores stop, and their last values stay; unmasked ones begin anew',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
      kind: 'DynamicScoringConfig',
      metadata: { name: 'dynamic-scoring-config', namespace: 'open-cluster-management' },
      spec: { masks: [{ clusterName: 'worker01', scoreName: 'a' }] },
    },
    new: {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
      kind: 'DynamicScoringConfig',
      metadata: { name: 'dynamic-scoring-config', namespace: 'open-cluster-management' },
      spec: { masks: [{ clusterName: 'worker02', scoreName: 'a' }] },
    },
    says: ['in-place /spec/masks/0/clusterName'],
  },
  good: {
    old: {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
      kind: 'DynamicScoringConfig',
      metadata: { name: 'dynamic-scoring-config', namespace: 'open-cluster-management' },
      spec: { masks: [{ clusterName: 'worker01', scoreName: 'a' }] },
    },
    new: {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
      kind: 'DynamicScoringConfig',
      metadata: { name: 'dynamic-scoring-config', namespace: 'open-cluster-management', labels: { a: 'b' } },
      spec: { masks: [{ clusterName: 'worker01', scoreName: 'a' }] },
    },
  },
};
