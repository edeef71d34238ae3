import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { hostForm } from '../../model/dns-name';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Fields of hosts whose schema takes any text. */
const fields: Readonly<Record<string, readonly string[]>> = {
  'cert-manager.io/Certificate': ['spec.dnsNames[*]'],
  'gateway.networking.k8s.io/Gateway': ['spec.listeners[*].hostname'],
  'gateway.networking.k8s.io/GRPCRoute': ['spec.hostnames[*]'],
  'gateway.networking.k8s.io/HTTPRoute': ['spec.hostnames[*]'],
  'gateway.networking.k8s.io/TLSRoute': ['spec.hostnames[*]'],
  'networking.istio.io/Gateway': ['spec.servers[*].hosts[*]'],
  'networking.istio.io/ServiceEntry': ['spec.hosts[*]'],
  'networking.istio.io/VirtualService': ['spec.hosts[*]'],
  'networking.k8s.io/Ingress': ['spec.tls[*].hosts[*]'],
  'route.openshift.io/Route': ['spec.host'],
};
const patterns = new Map(Object.entries(fields).map(([kind, of]) => [kind, of.map(parsePattern)]));

const finding = findingKind({
  code: 'host-unreadable',
  why: 'A host holds neither scheme, path nor port: the API server, a webhook or the proxy rejects it, or no request ever has it.',
  fix: 'Write the name alone, such as web.example.com or *.example.com.',
  messages: {
    form: 'got {got:json}; a host is a name such as web.example.com, without scheme, port or path',
  },
});

export const hostUnreadable: Rule<Fault> = {
  ...finding,
  kinds: [...patterns.keys()],
  summary: 'Every host is a name of the DNS.',
  turnOff: 'When your proxy takes names of another form.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (located.uninstantiated) continue;
      for (const pattern of patterns.get(kindKey(located.manifest)) ?? [])
        for (const { value, path } of find(pattern, located.manifest, []))
          if (typeof value === 'string' && !isHost(withoutNamespace(value, located.manifest.apiVersion)))
            yield finding.fault('form', { got: value }, fieldOf(located, path));
    }
  },

  judge: (faults) => faults,
};

/** Istio puts a namespace before a host that is only for it: `namespace/host`. */
function withoutNamespace(text: string, apiVersion: string): string {
  return apiVersion.startsWith('networking.istio.io/') ? text.replace(/^[a-z0-9.*~-]+\//, '') : text;
}

/** Whether a text is a host. Certificates of old programs contain `_`, and Flux fills in variables later. */
function isHost(text: string): boolean {
  if (text === '' || text === '*' || text.includes('${')) return true;
  const name = text.replace(/\.$/, '').replace(/^\*\./, '');
  return hostForm.test(name.replaceAll('_', '-').toLowerCase());
}
