import { isObject } from '../../model/json';
import { kindKey, type Located } from '../../graph/located';
import { serviceSelector } from '../../graph/selector';
import { groupKind } from '../../kinds/group-kind';
import { refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
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
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (uninstantiated) continue;
      const key = kindKey(manifest);
      const { labels = {}, annotations = {} } = manifest.metadata;
      const sliced = labels['kubernetes.io/service-name'];
      if (key === '/Endpoints') yield { endpoints: refKey({ ...ref, ...groupKind('/Service') }) };
      if (key === 'discovery.k8s.io/EndpointSlice' && sliced !== undefined)
        yield { endpoints: refKey({ ...ref, ...groupKind('/Service'), name: sliced }) };
      const type = isObject(manifest.spec) ? manifest.spec.type : undefined;
      if (key !== '/Service' || type === 'ExternalName' || serviceSelector(manifest.spec)) continue;
      // Skupper gives the Service its own router's pods.
      if (Object.keys(annotations).some((name) => name.startsWith('skupper.io/'))) continue;
      yield { service: { ref, path, uninstantiated, origin } };
    }
  },

  *judge(facts) {
    const given = new Set(facts.flatMap((fact) => ('endpoints' in fact ? [fact.endpoints] : [])));
    for (const fact of facts)
      if ('service' in fact && !given.has(refKey(fact.service.ref)))
        yield finding.fault('missing', {}, fieldOf(fact.service, ['spec', 'selector']));
  },
};
