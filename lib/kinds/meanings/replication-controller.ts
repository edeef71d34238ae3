import { judged, type Meaning } from '../changed';

/** A ReplicationController replaces no pods by itself. */
export const replicationController: Meaning = {
  kinds: ['/ReplicationController'],
  source: 'pkg/apis/core/validation/validation.go: ValidateReplicationControllerUpdate',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.template',
        class: 'next-run',
        why: 'pods that run stay as they are; the next one that is made has the new template',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'v1',
      kind: 'ReplicationController',
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        replicas: 1,
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
      },
    },
    new: {
      apiVersion: 'v1',
      kind: 'ReplicationController',
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        replicas: 1,
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:2' }] } },
      },
    },
    says: ['next-run /spec/template/spec/containers/0/image'],
  },
  good: {
    old: {
      apiVersion: 'v1',
      kind: 'ReplicationController',
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        replicas: 1,
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
      },
    },
    new: {
      apiVersion: 'v1',
      kind: 'ReplicationController',
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        replicas: 2,
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
      },
    },
  },
};
