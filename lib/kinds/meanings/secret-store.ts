import { judged, type Meaning } from '../changed';

/** What a store lets nobody read any more fails at the next refresh; Secrets that are there stay. */
export const secretStore: Meaning = {
  kinds: ['external-secrets.io/SecretStore', 'external-secrets.io/ClusterSecretStore'],
  source: 'external-secrets: reconcile at each refresh',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec',
        class: 'next-run',
        why: 'ExternalSecrets read through it from their next refresh on; those that may not any more fail, and their Secrets stay',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'vault', namespace: 'demo' },
      spec: { provider: { fake: {} } },
    },
    new: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'vault', namespace: 'demo' },
      spec: { provider: { fake: {} }, refreshInterval: 5 },
    },
    says: ['next-run /spec/refreshInterval'],
  },
  good: {
    old: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'vault', namespace: 'demo' },
      spec: { provider: { fake: {} } },
    },
    new: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'vault', namespace: 'demo', labels: { a: 'b' } },
      spec: { provider: { fake: {} } },
    },
  },
};
