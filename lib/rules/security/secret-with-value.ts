import { isObject } from '../../model/json';
import { kindKey } from '../../graph/located';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

export const secretWithValue: Rule<Fault> = {
  code: 'secret-with-value',
  kinds: ['/Secret'],
  severity: 'error',
  profile: 'scorewright',
  summary: 'No Secret with a value is rendered.',
  why: 'Rendered files are committed, and a secret in Git is no longer secret.',
  fix: 'Use External Secrets or Sealed Secrets, or create the Secret by hand and list it under `external`.',
  turnOff: 'When the value is not a secret, such as a public certificate that must be in a Secret.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (kindKey(located.manifest) !== '/Secret') continue;
      for (const field of ['data', 'stringData']) {
        const values = located.manifest[field];
        const [key] = isObject(values) ? Object.keys(values) : [];
        if (key !== undefined)
          yield faultOf(
            located,
            [field, key],
            'got a value, which would be committed; let ExternalSecret or SealedSecret bring it',
          );
      }
    }
  },

  judge: (faults) => faults,
};
