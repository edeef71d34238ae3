import { groupKindKey } from '../../model/group-kind';
import type { Edge } from '../../graph/edge';
import type { Located } from '../../graph/located';
import { serviceSelector, type Selector } from '../../graph/selector';
import { isKind } from '../../kinds/group-kind';
import { findingKind } from '../../model/finding-kind';
import { fieldsOf } from '../../model/json';
import { formatRef, refKey } from '../../model/ref';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact =
  | { readonly asks: Edge }
  | { readonly service: Located['ref']; readonly selector: Selector }
  | { readonly empty: Omit<Located, 'manifest'> }
  | { readonly scaled: string };

/** Kinds that make the API server call a Service before it answers. */
const asking: readonly string[] = [
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
];

const sized: readonly string[] = ['apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', '/ReplicationController'];

const finding = findingKind({
  code: 'webhook-unanswered',
  why: 'The API server calls the pods behind the Service: without one, every request to which the webhook applies fails, or passes as if there were no webhook.',
  fix: 'Set `spec.replicas` to 1 or more, or remove the object that names the Service.',
  messages: {
    none: 'got 0, but its pods answer for {asking} ({service}); set 1 or more',
  },
});

export const webhookUnanswered: Rule<Fact> = {
  ...finding,
  kinds: [...asking, ...sized, '/Service', 'keda.sh/ScaledObject'],
  summary: 'At least one pod answers for every webhook, conversion and API service.',
  turnOff: 'When a program that is not rendered here sets the number of replicas.',

  *collect(_, { objects, edges }) {
    for (const { manifest, ...own } of objects) {
      if (own.uninstantiated) continue;
      const { ref } = own;
      const spec = fieldsOf(manifest.spec);
      const selector = isKind('/Service', ref) ? serviceSelector(spec) : undefined;
      if (selector) yield { service: ref, selector };
      if (sized.includes(groupKindKey(ref)) && spec.replicas === 0) yield { empty: own };
      const { name } = fieldsOf(spec.scaleTargetRef);
      if (groupKindKey(ref) === 'keda.sh/ScaledObject')
        yield { scaled: `${ref.cluster}/${ref.namespace ?? ''}/${String(name)}` };
    }
    for (const edge of edges)
      if (asking.includes(groupKindKey(edge.from)) && isKind('/Service', edge.to) && !edge.uninstantiated)
        yield { asks: edge };
  },

  *judge(facts, fleet) {
    const scaled = new Set(facts.flatMap((fact) => ('scaled' in fact ? [fact.scaled] : [])));
    const empty = new Map(
      facts.flatMap((fact) => ('empty' in fact ? [[refKey(fact.empty.ref), fact.empty] as const] : [])),
    );
    const selectors = new Map(
      facts.flatMap((fact) => ('service' in fact ? [[refKey(fact.service), fact.selector] as const] : [])),
    );
    const told = new Set<string>();
    for (const fact of facts) {
      if (!('asks' in fact)) continue;
      const { port: _, ...service } = fact.asks.to;
      const selector = selectors.get(refKey(service));
      if (!selector) continue;
      const place = `${service.cluster}/${service.namespace ?? ''}`;
      const owners = fleet.pods.selected(place, selector).map(({ owner }) => owner && empty.get(refKey(owner)));
      // One workload with pods is enough.
      if (owners.some((owner) => owner === undefined || scaled.has(`${place}/${owner.ref.name}`))) continue;
      for (const owner of owners) {
        if (owner === undefined || told.has(refKey(owner.ref))) continue;
        told.add(refKey(owner.ref));
        const data = { asking: formatRef(fact.asks.from), service: formatRef(service) };
        yield finding.fault('none', data, fieldOf(owner, ['spec', 'replicas']));
      }
    }
  },
};
