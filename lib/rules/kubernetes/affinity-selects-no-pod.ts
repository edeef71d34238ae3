import { find, isObject, parsePattern } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { podKinds, podTemplate } from '../../graph/pod-template';
import { labelSelector, type Selector } from '../../graph/selector';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { faultAt } from '../engine/fault';
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

/** Pods that must stand beside others have such others, on nodes that can be told apart. */
export const affinitySelectsNoPod: Rule<Fact> = {
  code: 'affinity-selects-no-pod',
  kinds: podKinds,
  severity: 'error',
  ofAbsence: true,
  why: 'A pod that must share a node with pods that there are not, or a part of the cluster that no node label tells, stays Pending for ever.',
  fix: 'Select labels that some pod of the namespace has, its own included, and name a label of nodes as kubernetes.io/hostname.',

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
          yield faultAt(located, [...template.path, ...path], `got ${value}; nodes have ${nodeLabels.join(', ')}`);
    }
  },

  *judge(facts, { pods }) {
    for (const fact of facts) {
      if (!('term' in fact)) {
        yield fact;
        continue;
      }
      const { ref, at, selector } = fact.term;
      if (selector && pods.selected(`${ref.cluster}/${ref.namespace ?? ''}`, selector).length > 0) continue;
      const got = selector ? 'labels that no pod of the namespace has' : 'no labels';
      yield faultAt(fact.term, [...at, 'labelSelector'], `got ${got}; the pods would wait for such a one for ever`);
    }
  },

  bad: {
    units: {
      'worker01/demo': [
        beside('a', { group: 'dta' }, 'kubernetes.io/hostname'),
        beside('b', { group: 'data' }, 'kubernetes.io/host'),
      ],
    },
    findings: [
      'Deployment demo/a spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: got labels that no pod of the namespace has; the pods would wait for such a one for ever',
      'Deployment demo/b spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: got kubernetes.io/host; nodes have kubernetes.io/arch, kubernetes.io/hostname, kubernetes.io/os, topology.kubernetes.io/region, topology.kubernetes.io/zone',
    ],
  },
  good: {
    'worker01/demo': [
      beside('a', { group: 'data' }, 'kubernetes.io/hostname'),
      beside('b', { group: 'data' }, 'example.com/rack'),
    ],
  },
};

function beside(name: string, matchLabels: Readonly<Record<string, string>>, topologyKey: string): Manifest {
  const term = { labelSelector: { matchLabels }, topologyKey };
  const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  const template = { metadata: { labels: { group: 'data' } }, spec: { affinity, containers: [] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'demo' }, spec: { template } };
}
