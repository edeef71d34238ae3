import { judged, type Meaning } from '../changed';

/** A class of runtimes keeps its handler. */
export const runtimeClass: Meaning = {
  kinds: ['node.k8s.io/RuntimeClass'],
  source: 'pkg/apis/node/validation/validation.go:60',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'handler',
        class: 'refused',
        why: 'a RuntimeClass keeps its handler for good',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'gvisor' }, handler: 'runsc' },
    new: { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'gvisor' }, handler: 'runc' },
    says: ['refused /handler'],
  },
  good: {
    old: { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'gvisor' }, handler: 'runsc' },
    new: {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'gvisor' },
      handler: 'runsc',
      overhead: { podFixed: { cpu: '10m' } },
    },
  },
};
