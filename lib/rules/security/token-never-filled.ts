import { faultOf, shown } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const annotation = 'kubernetes.io/service-account.name';
const type = 'kubernetes.io/service-account-token';

export const tokenNeverFilled = objectRule({
  code: 'token-never-filled',
  kinds: ['v1/Secret'],
  severity: 'error',
  summary: 'Every Secret that asks for a ServiceAccount token has the type that gets one.',
  why: 'Kubernetes writes a token only into a Secret of its own type; any other stays empty, and whoever reads it is refused.',
  fix: 'Set `type: kubernetes.io/service-account-token`, together with the annotation that names the account.',
  turnOff: 'When another controller fills the Secret.',

  *collect(located): Iterable<Fault> {
    const { manifest } = located;
    const isNamed = manifest.metadata.annotations?.[annotation] !== undefined;
    if (isNamed && manifest.type !== type)
      yield faultOf(located, ['type'], `got ${shown(manifest.type)}; a token needs ${type}`);
    if (!isNamed && manifest.type === type)
      yield faultOf(located, ['metadata', 'annotations'], `missing ${annotation}; name the account of the token`);
  },

  judge: (faults) => faults,
});
