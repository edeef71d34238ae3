import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const annotation = 'kubernetes.io/service-account.name';
const type = 'kubernetes.io/service-account-token';

const finding = findingKind({
  code: 'token-never-filled',
  why: 'Kubernetes writes a token only into a Secret of its own type; any other stays empty, and whoever reads it is rejected.',
  fix: 'Set `type: kubernetes.io/service-account-token`, together with the annotation that names the account.',
  messages: {
    type: 'got {got}; a token needs {expected}',
    account: 'missing {annotation}; name the account of the token',
  },
});

export const tokenNeverFilled = objectRule({
  ...finding,
  kinds: ['v1/Secret'],
  summary: 'Every Secret that asks for a ServiceAccount token has the type that gets one.',
  turnOff: 'When another controller fills the Secret.',

  *collect(located): Iterable<Fault> {
    const { manifest } = located;
    const isNamed = manifest.metadata.annotations?.[annotation] !== undefined;
    if (isNamed && manifest.type !== type)
      yield finding.fault('type', { got: manifest.type, expected: type }, fieldOf(located, ['type']));
    if (!isNamed && manifest.type === type)
      yield finding.fault('account', { annotation }, fieldOf(located, ['metadata', 'annotations']));
  },

  judge: (faults) => faults,
});
