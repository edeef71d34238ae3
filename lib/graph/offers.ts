import { isObject } from '../model/json';
import type { Ref } from '../model/ref';
import type { Rendered } from '../model/unit';
import { everyAgent, type Offer, type PortOffer } from './edge';
import { kindKey, objectsIn, type Located } from './located';
import { makers, type Made } from './makers';

/** All that exists once a rendered manifest does: itself, the objects that it carries, and what controllers make of them. */
export function offers(rendered: Rendered, hub?: string): Offer[] {
  return objectsIn(rendered, hub).flatMap(offersOf);
}

/** What one object makes available: itself first, then what its controller makes of it. */
export function offersOf(located: Located): Offer[] {
  const { ref: by, uninstantiated, origin } = located;
  const own: Offer = { ref: by, by, uninstantiated, origin, ...contents(located) };
  const made = makers.get(kindKey(located.manifest))?.(located) ?? [];
  if (made.length === 0) return [own];
  const offer = ({ keys, keysOf, ports, everywhere, ...what }: Made): Offer => {
    const ref: Ref = { ...what, cluster: everywhere ? everyAgent : by.cluster };
    return {
      ref,
      by,
      uninstantiated,
      origin,
      ...(keys && { keys }),
      ...(keysOf && { keysOf }),
      ...(ports && { ports }),
    };
  };
  return [own, ...made.map(offer)];
}

function contents({ manifest }: Located): Pick<Offer, 'keys' | 'ports'> {
  switch (kindKey(manifest)) {
    case '/Secret': {
      const filled = manifest.type === 'kubernetes.io/service-account-token' ? ['token', 'ca.crt', 'namespace'] : [];
      const keys = [...names(manifest.data), ...names(manifest.stringData), ...filled];
      // A Secret without keys is filled later.
      return keys.length === 0 ? {} : { keys };
    }
    case '/ConfigMap': {
      const { annotations = {}, labels = {} } = manifest.metadata;
      const filled = [
        ...(annotations['service.beta.openshift.io/inject-cabundle'] === 'true' ? ['service-ca.crt'] : []),
        ...(labels['config.openshift.io/inject-trusted-cabundle'] === 'true' ? ['ca-bundle.crt'] : []),
      ];
      return { keys: [...names(manifest.data), ...names(manifest.binaryData), ...filled] };
    }
    case 'generators.external-secrets.io/Password': {
      const keys = isObject(manifest.spec) ? manifest.spec.secretKeys : undefined;
      return { keys: Array.isArray(keys) && keys.length > 0 ? keys.map(String) : ['password'] };
    }
    case '/Service':
      return servicePorts(manifest.spec);
    default:
      return {};
  }
}

/** The ports of a Service; none are named for a headless or external one, where every port of the target is reachable. */
function servicePorts(spec: unknown): { ports?: readonly PortOffer[] } {
  if (!isObject(spec) || spec.clusterIP === 'None' || spec.type === 'ExternalName') return {};
  const ports = Array.isArray(spec.ports) ? spec.ports : [];
  return {
    ports: ports.flatMap((item: unknown): PortOffer[] => {
      if (!isObject(item) || typeof item.port !== 'number') return [];
      const { name, port, targetPort } = item;
      const target = typeof targetPort === 'number' || typeof targetPort === 'string' ? targetPort : port;
      return [{ port, targetPort: target, ...(typeof name === 'string' && { name }) }];
    }),
  };
}

function names(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
