import { type Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector | undefined;
}

export const budgetSelectsNoPod = objectRule({
  code: 'budget-selects-no-pod',
  kinds: ['policy/v1/PodDisruptionBudget'],
  severity: 'error',
  ofAbsence: true,
  summary: 'Every PodDisruptionBudget selects pods.',
  why: 'A budget whose selector matches no pod protects nothing, and a node upgrade evicts all pods at once.',
  fix: 'Use the labels of the pod template that the budget is meant for.',
  turnOff: 'When something that is not rendered here makes the pods.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (!own.uninstantiated) yield { ...own, selector: labelSelector(manifest.spec?.selector) };
  },

  *judge(facts, fleet) {
    for (const fact of facts) {
      const { cluster, namespace = '' } = fact.ref;
      if (fact.selector && fleet.hasPods(cluster, namespace, fact.selector)) continue;
      const got = fact.selector ? 'labels that no pod' : 'no labels of any pod';
      yield faultOf(fact, ['spec', 'selector'], `got ${got} of namespace ${namespace}${fact.selector ? ' has' : ''}`);
    }
  },
});
