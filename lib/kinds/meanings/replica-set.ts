import { judged, type Meaning } from '../changed';

/** A ReplicaSet by itself replaces no pods: the next one that it makes has the new template. */
export const replicaSet: Meaning = {
  kinds: ['apps/ReplicaSet'],
  source: 'pkg/apis/apps/validation/validation.go:767',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.selector',
        class: 'refused',
        why: 'the selector of a ReplicaSet cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
      {
        at: 'spec.template',
        class: 'next-run',
        why: 'pods that run stay as they are; the next one that is made has the new template',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
      },
    },
    new: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        selector: { matchLabels: { app: 'new' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
      },
    },
    says: ['refused /spec/selector/matchLabels/app'],
  },
  good: {
    old: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
      },
    },
    new: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
        replicas: 2,
      },
    },
  },
};
