import { below, judged, valueAt, verdict, type Changed, type Meaning, type Verdict } from '../changed';
import { noFewerReplicas, templateOutOfSelector } from './workload';

/**
 * Any difference of the template, its labels and annotations too, makes a new ReplicaSet
 * (`pkg/controller/deployment/util/deployment_util.go`, EqualIgnoreHash); all else happens in place.
 */
export const deployment: Meaning = {
  kinds: ['apps/Deployment'],
  source: 'pkg/apis/apps/validation/validation.go:712',

  *judge(changed) {
    yield* judged(changed, [
      {
        at: 'spec.selector',
        class: 'refused',
        why: 'the selector of a Deployment cannot change',
        fix: 'Give the Deployment another name: the new one is made beside the old one, which is pruned in the next commit (plan --stages).',
      },
    ]);
    yield* templateOutOfSelector(changed);
    yield* rolls(changed);
    yield* noFewerReplicas(changed);
  },

  bad: {
    old: web({ app: 'web' }, 'web:1'),
    new: web({ app: 'new' }, 'web:1'),
    says: ['refused /spec/selector/matchLabels/app', 'roll /spec/template/metadata/labels/app'],
  },
  good: { old: web({ app: 'web' }, 'web:1'), new: { ...web({ app: 'web' }, 'web:1'), metadata: { name: 'web' } } },
};

function* rolls(changed: Changed): Iterable<Verdict> {
  const recreate = valueAt(changed.new, 'spec.strategy.type') === 'Recreate';
  const paused = valueAt(changed.new, 'spec.paused') === true;
  const rolling = valueAt(changed.new, 'spec.strategy.rollingUpdate');
  const { maxSurge, maxUnavailable } = (rolling ?? {}) as Readonly<Record<string, unknown>>;
  const how = recreate
    ? 'strategy Recreate: all pods stop before the new ones start'
    : `the pods are replaced in steps (maxSurge ${String(maxSurge)}, maxUnavailable ${String(maxUnavailable)})`;
  for (const field of below(changed, 'spec.template')) {
    yield paused
      ? verdict({ class: 'next-run', why: 'spec.paused holds the roll back until it is taken off' }, field)
      : verdict({ class: recreate ? 'restart' : 'roll', why: how }, field);
  }
}

function web(labels: Readonly<Record<string, string>>, image: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'demo' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } },
    },
  };
}
