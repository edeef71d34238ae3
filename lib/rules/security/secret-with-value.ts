import { isObject } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** No Secret in the rendered tree has a value. */
export const secretWithValue: Rule<Fault> = {
  code: 'secret-with-value',
  kinds: ['/Secret'],
  severity: 'error',
  why: 'What is rendered is committed, and a secret in Git is no secret.',
  fix: 'Use External Secrets or Sealed Secrets, or create the Secret by hand and list it under external.',

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

  bad: {
    units: {
      'worker01/demo': [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'api', namespace: 'demo' },
          stringData: { token: 'hunter2' },
        },
      ],
    },
    findings: [
      'Secret demo/api stringData.token: got a value, which would be committed; let ExternalSecret or SealedSecret bring it',
    ],
  },
  good: {
    'worker01/demo': [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: 'reader-token',
          namespace: 'demo',
          annotations: { 'kubernetes.io/service-account.name': 'reader' },
        },
        type: 'kubernetes.io/service-account-token',
      },
    ],
  },
};
