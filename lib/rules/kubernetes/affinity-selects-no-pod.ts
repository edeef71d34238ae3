import type { Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import type { Path } from '../../model/origin';
import { findingKind } from '../../model/finding-kind';
import type { PodSpec } from '../../../imports/objects/k8s';
import { podKinds, podOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

interface Term extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  /** Undefined where the term has none: it then matches nothing. */
  readonly selector: Selector | undefined;
}

type Fact = { readonly term: Term } | Fault;

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
      const pod = uninstantiated ? undefined : podOf(located);
      if (!pod) continue;
      const required = pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
      for (const [index, { namespaces, namespaceSelector, labelSelector: labels }] of required.entries()) {
        // Pods of other namespaces may be somebody else's.
        if (namespaces !== undefined || namespaceSelector !== undefined) continue;
        yield { term: { ref, origin, at: [...pod.path, ...requiredAt, index], selector: labelSelector(labels) } };
      }
      for (const { key, at } of topologyKeys(pod.spec))
        if (/^(topology\.)?kubernetes\.io\//.test(key) && !nodeLabels.includes(key)) {
          const data = { got: key, expected: nodeLabels, labels: nodeLabels.join(', ') };
          yield finding.fault('topologyKey', data, fieldAt(located, [...pod.path, 'spec', ...at]));
        }
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

const requiredAt = ['spec', 'affinity', 'podAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];

/** Every topology key of a pod, with its place in the pod's spec. */
function topologyKeys({ affinity = {}, topologySpreadConstraints = [] }: PodSpec): { key: string; at: Path }[] {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  const terms = (['podAffinity', 'podAntiAffinity'] as const).flatMap((kind) => {
    const rules = affinity[kind] ?? {};
    const at = ['affinity', kind];
    return [
      ...(rules[required] ?? []).map(({ topologyKey }, index) => ({
        key: topologyKey,
        at: [...at, required, index, 'topologyKey'],
      })),
      ...(rules[preferred] ?? []).map(({ podAffinityTerm }, index) => ({
        key: podAffinityTerm.topologyKey,
        at: [...at, preferred, index, 'podAffinityTerm', 'topologyKey'],
      })),
    ];
  });
  const spread = topologySpreadConstraints.map(({ topologyKey }, index) => ({
    key: topologyKey,
    at: ['topologySpreadConstraints', index, 'topologyKey'],
  }));
  return [...terms, ...spread];
}
