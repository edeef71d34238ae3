import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { podKinds, podTemplate } from '../../graph/pod-template';
import { labelSelector, type Selector } from '../../graph/selector';
import type { Path } from '../../model/origin';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

interface Term extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  /** Undefined where the term has none: it then matches nothing. */
  readonly selector: Selector | undefined;
}

type Fact = { readonly term: Term } | Fault;

const together = parsePattern('spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[*]');
const keys = [
  'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[*].topologyKey',
  'spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[*].podAffinityTerm.topologyKey',
  'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[*].topologyKey',
  'spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[*].podAffinityTerm.topologyKey',
  'spec.topologySpreadConstraints[*].topologyKey',
].map(parsePattern);

/** Labels that Kubernetes gives to nodes, of the domains that are its own. */
const nodeLabels = [
  'kubernetes.io/arch',
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
];

const finding = findingKind({
  code: 'affinity-selects-no-pod',
  why: 'A pod that must share a node with pods that do not exist, or whose topology key is not a node label, stays Pending forever.',
  fix: 'Select labels that some pod of the namespace has (its own pods count), and use a node label such as `kubernetes.io/hostname` as topology key.',
  messages: {
    topologyKey: 'got {got}; nodes have {labels}',
    noLabels: 'got no labels; the pods would wait for such a pod forever',
    noPod: 'got labels that no pod of the namespace has; the pods would wait for such a pod forever',
  },
});

export const affinitySelectsNoPod: Rule<Fact> = {
  ...finding,
  kinds: podKinds,
  ofAbsence: true,
  summary: 'A pod that must run beside other pods selects pods that exist, on nodes that it can tell apart.',
  turnOff: 'When something that is not rendered here makes the selected pods or labels the nodes.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { ref, origin, uninstantiated } = located;
      const template = uninstantiated ? undefined : podTemplate(located);
      if (!template) continue;
      for (const { value, path } of find(together, template, [])) {
        // Pods of other namespaces may be somebody else's.
        if (!isObject(value) || value.namespaces !== undefined || value.namespaceSelector !== undefined) continue;
        yield { term: { ref, origin, at: [...template.path, ...path], selector: labelSelector(value.labelSelector) } };
      }
      for (const { value, path } of keys.flatMap((key) => find(key, template, [])))
        if (typeof value === 'string' && /^(topology\.)?kubernetes\.io\//.test(value) && !nodeLabels.includes(value))
          yield finding.fault(
            'topologyKey',
            { got: value, expected: nodeLabels, labels: nodeLabels.join(', ') },
            fieldAt(located, [...template.path, ...path]),
          );
    }
  },

  *judge(facts, fleet) {
    for (const fact of facts) {
      if (!('term' in fact)) {
        yield fact;
        continue;
      }
      const { ref, at, selector } = fact.term;
      if (selector && fleet.hasPods(ref.cluster, ref.namespace, selector)) continue;
      yield finding.fault(selector ? 'noPod' : 'noLabels', {}, fieldAt(fact.term, [...at, 'labelSelector']));
    }
  },
};
