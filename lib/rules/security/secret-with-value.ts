import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const finding = findingKind({
  code: 'secret-with-value',
  why: 'Rendered files are committed, and a secret in Git is no longer secret.',
  fix: 'Use External Secrets or Sealed Secrets, or create the Secret by hand and list it under `external`.',
  messages: {
    value: 'got a value, which would be committed; let an ExternalSecret or SealedSecret bring it',
  },
});

export const secretWithValue = objectRule({
  ...finding,
  kinds: ['v1/Secret'],
  profile: 'scorewright',
  summary: 'No Secret with a value is rendered.',
  turnOff: 'When the value is not a secret, such as a public certificate that must be in a Secret.',

  *collect(located): Iterable<Fault> {
    for (const field of ['data', 'stringData'] as const) {
      const [key] = Object.keys(located.manifest[field] ?? {});
      if (key !== undefined) yield finding.fault('value', {}, fieldOf(located, [field, key]));
    }
  },

  judge: (faults) => faults,
});
