import { judged, type Meaning } from '../changed';

/** Groups of pods that are scheduled together are fixed. */
export const schedulingWorkload: Meaning = {
  kinds: ['scheduling.k8s.io/Workload', 'scheduling.k8s.io/PodGroup'],
  source: 'staging/src/k8s.io/api/scheduling/v1alpha2/types.go: +k8s:immutable',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec',
        class: 'refused',
        why: 'a group of pods that is scheduled as one cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'scheduling.k8s.io/v1alpha2',
      kind: 'Workload',
      metadata: { name: 'train', namespace: 'demo' },
      spec: { controllerRef: { name: 'a' } },
    },
    new: {
      apiVersion: 'scheduling.k8s.io/v1alpha2',
      kind: 'Workload',
      metadata: { name: 'train', namespace: 'demo' },
      spec: { controllerRef: { name: 'b' } },
    },
    says: ['refused /spec/controllerRef/name'],
  },
  good: {
    old: {
      apiVersion: 'scheduling.k8s.io/v1alpha2',
      kind: 'Workload',
      metadata: { name: 'train', namespace: 'demo' },
      spec: { controllerRef: { name: 'a' } },
    },
    new: {
      apiVersion: 'scheduling.k8s.io/v1alpha2',
      kind: 'Workload',
      metadata: { name: 'train', namespace: 'demo', labels: { a: 'b' } },
      spec: { controllerRef: { name: 'a' } },
    },
  },
};
