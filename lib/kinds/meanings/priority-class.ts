import { judged, type Meaning } from '../changed';

/** The number that pods got from a class stays true: neither it nor preemption changes. */
export const priorityClass: Meaning = {
  kinds: ['scheduling.k8s.io/PriorityClass'],
  source: 'pkg/apis/scheduling/validation/validation.go:59',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'value',
        class: 'refused',
        why: 'the value of a class cannot change: pods have it already',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
      {
        at: 'preemptionPolicy',
        class: 'refused',
        why: 'the preemption policy of a class cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 },
    new: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 2000 },
    says: ['refused /value'],
  },
  good: {
    old: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 },
    new: {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'high' },
      value: 1000,
      description: 'for what must run',
    },
  },
};
