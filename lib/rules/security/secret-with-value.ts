import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

export const secretWithValue = objectRule({
  code: 'secret-with-value',
  kinds: ['v1/Secret'],
  severity: 'error',
  profile: 'scorewright',
  summary: 'No Secret with a value is rendered.',
  why: 'Rendered files are committed, and a secret in Git is no longer secret.',
  fix: 'Use External Secrets or Sealed Secrets, or create the Secret by hand and list it under `external`.',
  turnOff: 'When the value is not a secret, such as a public certificate that must be in a Secret.',

  *collect(located): Iterable<Fault> {
    for (const field of ['data', 'stringData'] as const) {
      const [key] = Object.keys(located.manifest[field] ?? {});
      if (key !== undefined)
        yield faultOf(
          located,
          [field, key],
          'got a value, which would be committed; let an ExternalSecret or SealedSecret bring it',
        );
    }
  },

  judge: (faults) => faults,
});
