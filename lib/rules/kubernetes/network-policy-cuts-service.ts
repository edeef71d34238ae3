import { PodIndex } from '../../graph/pod-index';
import { labelSelector, selects, serviceSelector, type Selector } from '../../graph/selector';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import type { NetworkPolicyPort } from '../../../imports/objects/k8s';
import type { Located } from '../../graph/located';
import { isTyped } from '../engine/object-rule';
import { podKinds, podOf } from '../engine/pod';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;

interface Pods extends Own {
  readonly labels: Readonly<Record<string, string>>;
  /** Number of each named port. */
  readonly ports: ReadonlyMap<string | undefined, number>;
}

interface Policy extends Own {
  readonly selector: Selector;
  /** Ports of each rule for what comes in; none in a rule for all ports. */
  readonly rules: readonly (readonly NetworkPolicyPort[])[];
}

interface Service extends Own {
  readonly selector: Selector;
  readonly targets: readonly { readonly port: number | string; readonly protocol: string }[];
}

type Fact = { readonly pods: Pods } | { readonly policy: Policy } | { readonly service: Service };

const finding = findingKind({
  code: 'network-policy-cuts-service',
  why: 'Once a policy guards a pod, only admitted traffic reaches it: a Service whose port no policy admits refuses every connection. A policy that selects no pod guards nothing.',
  fix: 'List the port of the pods, by the number or name that the container declares, under `ingress` of the policy.',
  messages: {
    idle: 'matches no pod in the namespace',
    cut: 'no rule admits port {port} of {pod}, to which {service} leads',
  },
});

export const networkPolicyCutsService: Rule<Fact> = {
  ...finding,
  kinds: [...podKinds, 'networking.k8s.io/NetworkPolicy', '/Service'],
  profile: 'scorewright',
  ofAbsence: true,
  summary:
    'When NetworkPolicies guard the pods of a Service, one of them admits its ports; and every policy selects some pod.',
  turnOff: 'When other policies, not rendered here, admit the traffic or select the pods.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest: _manifest, ...own } = located;
      if (located.uninstantiated) continue;
      const template = podOf(located);
      if (template) {
        const declared = template.containers.flatMap(({ value }) => value.ports ?? []);
        const named = declared.map(({ name, containerPort }) => [name, containerPort] as const);
        yield { pods: { ...own, labels: template.labels, ports: new Map(named) } };
      }
      if (isTyped(located, 'networking.k8s.io/v1/NetworkPolicy')) {
        const { podSelector = {}, ingress = [], policyTypes = [] } = located.manifest.spec ?? {};
        // Without a selector it guards every pod.
        const selector = labelSelector(podSelector);
        const rules = ingress.map(({ ports = [] }) => ports);
        if (selector && (policyTypes.length === 0 || policyTypes.includes('Ingress')))
          yield { policy: { ...own, selector, rules } };
      }
      if (isTyped(located, 'v1/Service')) {
        const selector = serviceSelector(located.manifest.spec);
        const targets = (located.manifest.spec?.ports ?? []).map(({ port, targetPort = port, protocol = 'TCP' }) => ({
          port: targetPort,
          protocol,
        }));
        if (selector) yield { service: { ...own, selector, targets } };
      }
    }
  },

  *judge(facts) {
    const pods = new PodIndex<Pods>();
    const policies = new Map<string, Policy[]>();
    for (const fact of facts) {
      if ('pods' in fact) pods.add(spaceOf(fact.pods), fact.pods.labels, fact.pods);
      if ('policy' in fact)
        policies.set(spaceOf(fact.policy), [...(policies.get(spaceOf(fact.policy)) ?? []), fact.policy]);
    }
    if (policies.size === 0) return;
    for (const fact of facts) {
      if ('policy' in fact && pods.selected(spaceOf(fact.policy), fact.policy.selector).length === 0)
        yield finding.fault('idle', {}, fieldOf(fact.policy, ['spec', 'podSelector']));
      if (!('service' in fact)) continue;
      const space = spaceOf(fact.service);
      for (const pod of pods.selected(space, fact.service.selector)) {
        const guards = (policies.get(space) ?? []).filter(({ selector }) => selects(selector, pod.labels));
        const [first] = guards;
        const cut = fact.service.targets.find((target) => !guards.some((guard) => letsIn(guard, target, pod)));
        if (!first || !cut) continue;
        yield finding.fault(
          'cut',
          { port: cut.port, pod: formatRef(pod.ref), service: formatRef(fact.service.ref) },
          fieldOf(first, ['spec', 'ingress']),
        );
      }
    }
  },
};

function spaceOf({ ref }: Own): string {
  return `${ref.cluster}/${ref.namespace ?? ''}`;
}

function letsIn({ rules }: Policy, { port, protocol }: Service['targets'][number], pods: Pods): boolean {
  const number = typeof port === 'string' ? pods.ports.get(port) : port;
  return rules.some(
    (ports) =>
      ports.length === 0 ||
      ports.some((open) => {
        if ((open.protocol ?? 'TCP') !== protocol) return false;
        const { endPort } = open;
        const from = typeof open.port === 'string' ? pods.ports.get(open.port) : open.port;
        if (from === undefined) return open.port === undefined;
        if (endPort === undefined || number === undefined) return from === number;
        return from <= number && number <= endPort;
      }),
  );
}
