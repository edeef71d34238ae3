import { below, valueAt, verdict, type Changed, type Meaning, type Verdict } from '../changed';
import { noFewerReplicas, templateOutOfSelector } from './workload';

const mutable = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'minReadySeconds',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
]);

/** Of its spec seven fields may change; the volumes that it asks for are not among them. */
export const statefulSet: Meaning = {
  kinds: ['apps/StatefulSet'],
  source: 'pkg/apis/apps/validation/validation.go:257-268',

  *judge(changed) {
    for (const field of below(changed, 'spec'))
      if (!mutable.has(String(field.path[1]))) yield verdict(refusal(String(field.path[1])), field);
    yield* templateOutOfSelector(changed);
    yield* rolls(changed);
    yield* noFewerReplicas(changed);
  },

  bad: {
    old: store('5Gi', 'db:1'),
    new: store('10Gi', 'db:2'),
    says: [
      'refused /spec/volumeClaimTemplates/0/spec/resources/requests/storage',
      'roll /spec/template/spec/containers/0/image',
    ],
  },
  good: { old: store('5Gi', 'db:1'), new: { ...store('5Gi', 'db:1'), metadata: { name: 'db' } } },
};

function refusal(field: string) {
  const grows = field === 'volumeClaimTemplates';
  return {
    class: 'refused' as const,
    why: grows
      ? 'the volumes that a StatefulSet asks for cannot change, not even in size'
      : `spec.${field} of a StatefulSet cannot change`,
    fix: grows
      ? 'Grow each PersistentVolumeClaim by hand, delete the StatefulSet with --cascade=orphan, then merge (plan --stages).'
      : 'Give the StatefulSet another name (its volumes are then new ones), or delete it with --cascade=orphan and let the sync make it again.',
  };
}

function* rolls(changed: Changed): Iterable<Verdict> {
  const strategy = valueAt(changed.new, 'spec.updateStrategy.type');
  const partition = Number(valueAt(changed.new, 'spec.updateStrategy.rollingUpdate.partition') ?? 0);
  const from = partition > 0 ? `; only those from ordinal ${partition} on` : '';
  for (const field of below(changed, 'spec.template'))
    yield strategy === 'OnDelete'
      ? verdict({ class: 'next-run', why: 'updateStrategy OnDelete: a pod changes when somebody deletes it' }, field)
      : verdict({ class: 'roll', why: `the pods are replaced one after the other${from}` }, field);
}

function store(storage: string, image: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'demo' },
    spec: {
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image }] } },
      volumeClaimTemplates: [
        { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } },
      ],
    },
  };
}
