import { serviceSelector } from '../../graph/selector';
import { refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import type { Located } from '../../graph/located';
import { groupKind, isKind } from '../../kinds/group-kind';
import { isTyped, type ObjectOf } from '../engine/object-rule';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact = { readonly service: Omit<Located, 'manifest'> } | { readonly endpoints: string };

const finding = findingKind({
  code: 'service-without-endpoints',
  why: 'Kubernetes looks for the pods behind a Service by its selector: without selector or endpoints it refuses every connection.',
  fix: 'Set `spec.selector`, or render Endpoints of the same name or an EndpointSlice that names the Service.',
  messages: {
    missing: 'missing, and nothing provides endpoints; set the labels of its pods',
  },
});

export const serviceWithoutEndpoints: Rule<Fact> = {
  ...finding,
  kinds: ['/Service', '/Endpoints', 'discovery.k8s.io/EndpointSlice'],
  profile: 'scorewright',
  ofAbsence: true,
  summary: 'A Service without a selector has endpoints.',
  turnOff: 'When a controller that is not rendered here writes the endpoints.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ...own } = located;
      if (own.uninstantiated) continue;
      const service = { ...own.ref, ...groupKind('/Service') };
      const sliced = manifest.metadata.labels?.['kubernetes.io/service-name'];
      if (isKind('/Endpoints', own.ref)) yield { endpoints: refKey(service) };
      if (isKind('discovery.k8s.io/EndpointSlice', own.ref) && sliced !== undefined)
        yield { endpoints: refKey({ ...service, name: sliced }) };
      if (isTyped(located, 'v1/Service') && needsEndpoints(located.manifest)) yield { service: own };
    }
  },

  *judge(facts) {
    const given = new Set(facts.flatMap((fact) => ('endpoints' in fact ? [fact.endpoints] : [])));
    for (const fact of facts)
      if ('service' in fact && !given.has(refKey(fact.service.ref)))
        yield finding.fault('missing', {}, fieldOf(fact.service, ['spec', 'selector']));
  },
};

function needsEndpoints({ metadata, spec }: ObjectOf<'v1/Service'>): boolean {
  // Skupper gives the Service its own router's pods.
  const isSkuppers = Object.keys(metadata.annotations ?? {}).some((name) => name.startsWith('skupper.io/'));
  return spec?.type !== 'ExternalName' && !serviceSelector(spec) && !isSkuppers;
}
