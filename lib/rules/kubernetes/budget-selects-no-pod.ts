import { type Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector | undefined;
}

const finding = findingKind({
  code: 'budget-selects-no-pod',
  why: 'A budget whose selector matches no pod protects nothing, and a node upgrade evicts all pods at once.',
  fix: 'Use the labels of the pod template that the budget is meant for.',
  messages: {
    none: 'got labels that no pod of namespace {namespace} has',
    noLabels: 'got no labels of any pod of namespace {namespace}',
  },
});

export const budgetSelectsNoPod = objectRule({
  ...finding,
  kinds: ['policy/v1/PodDisruptionBudget'],
  ofAbsence: true,
  summary: 'Every PodDisruptionBudget selects pods.',
  turnOff: 'When something that is not rendered here makes the pods.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (!own.uninstantiated) yield { ...own, selector: labelSelector(manifest.spec?.selector) };
  },

  *judge(facts, fleet) {
    for (const fact of facts) {
      const { cluster, namespace = '' } = fact.ref;
      if (fact.selector && fleet.hasPods(cluster, namespace, fact.selector)) continue;
      yield finding.fault(fact.selector ? 'none' : 'noLabels', { namespace }, fieldOf(fact, ['spec', 'selector']));
    }
  },
});
