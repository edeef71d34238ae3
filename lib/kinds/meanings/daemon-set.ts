import { below, judged, valueAt, verdict, type Changed, type Meaning, type Verdict } from '../changed';
import { templateOutOfSelector } from './workload';

/** Its pods are replaced node by node, unless somebody has to delete them. */
export const daemonSet: Meaning = {
  kinds: ['apps/DaemonSet'],
  source: 'pkg/apis/apps/validation/validation.go:403',

  *judge(changed) {
    yield* judged(changed, [
      {
        at: 'spec.selector',
        class: 'refused',
        why: 'the selector of a DaemonSet cannot change',
        fix: 'Give the DaemonSet another name, and remove the old one in the next commit.',
      },
    ]);
    yield* templateOutOfSelector(changed);
    yield* rolls(changed);
  },

  bad: {
    old: agent('agent:1', 'RollingUpdate'),
    new: agent('agent:2', 'RollingUpdate'),
    says: ['roll /spec/template/spec/containers/0/image'],
  },
  good: { old: agent('agent:1', 'RollingUpdate'), new: agent('agent:1', 'OnDelete') },
};

function* rolls(changed: Changed): Iterable<Verdict> {
  const byHand = valueAt(changed.new, 'spec.updateStrategy.type') === 'OnDelete';
  const most = valueAt(changed.new, 'spec.updateStrategy.rollingUpdate.maxUnavailable');
  for (const field of below(changed, 'spec.template'))
    yield byHand
      ? verdict({ class: 'next-run', why: 'updateStrategy OnDelete: a pod changes when somebody deletes it' }, field)
      : verdict({ class: 'roll', why: `the pods are replaced node by node (maxUnavailable ${String(most)})` }, field);
}

function agent(image: string, type: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'demo' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      updateStrategy: { type },
      template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'agent', image }] } },
    },
  };
}
