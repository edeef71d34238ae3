import { kindKey } from '../../graph/located';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const annotation = 'kubernetes.io/service-account.name';
const type = 'kubernetes.io/service-account-token';

export const tokenNeverFilled: Rule<Fault> = {
  code: 'token-never-filled',
  kinds: ['/Secret'],
  severity: 'error',
  summary: 'Every Secret that asks for a ServiceAccount token has the type that gets one.',
  why: 'Kubernetes writes a token only into a Secret of its own type; any other stays empty, and whoever reads it is refused.',
  fix: 'Set `type: kubernetes.io/service-account-token`, together with the annotation that names the account.',
  turnOff: 'When another controller fills the Secret.',

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
};
