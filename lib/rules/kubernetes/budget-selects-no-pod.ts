import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector | undefined;
}

export const budgetSelectsNoPod: Rule<Fact> = {
  code: 'budget-selects-no-pod',
  kinds: ['policy/PodDisruptionBudget'],
  severity: 'error',
  ofAbsence: true,
  summary: 'Every PodDisruptionBudget selects pods.',
  why: 'A budget whose selector matches no pod protects nothing, and a node upgrade evicts all pods at once.',
  fix: 'Use the labels of the pod template that the budget is meant for.',
  turnOff: 'When something that is not rendered here makes the pods.',

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
};
