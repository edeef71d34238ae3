import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const annotation = 'kubernetes.io/service-account.name';
const type = 'kubernetes.io/service-account-token';

/** A Secret for a ServiceAccount's token is of the type that the control plane fills. */
export const tokenNeverFilled: Rule<Fault> = {
  code: 'token-never-filled',
  kinds: ['/Secret'],
  severity: 'error',
  why: 'The control plane puts a token only into a Secret of its own type; any other stays empty, and whoever reads it is refused.',
  fix: 'Set `type: kubernetes.io/service-account-token`, together with the annotation that names the account.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      if (kindKey(manifest) !== '/Secret') continue;
      const isNamed = manifest.metadata.annotations?.[annotation] !== undefined;
      if (isNamed && manifest.type !== type)
        yield faultOf(located, ['type'], `got ${shown(manifest.type)}; ${type} is right for a token`);
      if (!isNamed && manifest.type === type)
        yield faultOf(located, ['metadata', 'annotations'], `got no ${annotation}; name the account of the token`);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'worker01/demo': [secret('a', { [annotation]: 'reader' }, 'Opaque'), secret('b', {}, type)],
    },
    findings: [
      'Secret demo/a type: got Opaque; kubernetes.io/service-account-token is right for a token',
      'Secret demo/b metadata.annotations: got no kubernetes.io/service-account.name; name the account of the token',
    ],
  },
  good: { 'worker01/demo': [secret('a', { [annotation]: 'reader' }, type), secret('b', {}, 'Opaque')] },
};

function secret(name: string, annotations: Readonly<Record<string, string>>, type: string): Manifest {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'demo', annotations }, type };
}
