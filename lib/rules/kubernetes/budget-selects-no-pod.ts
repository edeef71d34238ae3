import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import type { Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector | undefined;
}

/** Every PodDisruptionBudget has pods to protect. */
export const budgetSelectsNoPod: Rule<Fact> = {
  code: 'budget-selects-no-pod',
  kinds: ['policy/PodDisruptionBudget'],
  severity: 'error',
  ofAbsence: true,
  why: 'A budget whose selector matches no pod protects nothing, and an update of the nodes takes all pods at once.',
  fix: 'Give the labels of the pod template that it is meant for.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (kindKey(manifest) !== 'policy/PodDisruptionBudget' || uninstantiated) continue;
      const selector = isObject(manifest.spec) ? labelSelector(manifest.spec.selector) : undefined;
      yield { selector, ref, path, uninstantiated, origin };
    }
  },

  *judge(facts, { pods }) {
    for (const fact of facts) {
      const { cluster, namespace = '' } = fact.ref;
      if (fact.selector && pods.selected(`${cluster}/${namespace}`, fact.selector).length > 0) continue;
      const got = fact.selector ? 'labels that no pod' : 'no labels of any pod';
      yield faultOf(fact, ['spec', 'selector'], `got ${got} of namespace ${namespace}${fact.selector ? ' has' : ''}`);
    }
  },

  bad: {
    units: { 'worker01/demo': [pod(), budget('a', { selector: { matchLabels: { app: 'wb' } } }), budget('b', {})] },
    findings: [
      'PodDisruptionBudget demo/a spec.selector: got labels that no pod of namespace demo has',
      'PodDisruptionBudget demo/b spec.selector: got no labels of any pod of namespace demo',
    ],
  },
  good: { 'worker01/demo': [pod(), budget('a', { selector: { matchLabels: { app: 'web' } } })] },
};

function pod(): Manifest {
  const metadata = { name: 'web', namespace: 'demo', labels: { app: 'web' } };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [] } };
}

function budget(name: string, spec: object): Manifest {
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name, namespace: 'demo' }, spec };
}
