import { judged, type Meaning } from '../changed';

/** A generator gives another value to whoever asks next. */
export const password: Meaning = {
  kinds: ['generators.external-secrets.io/Password'],
  source: 'external-secrets: refreshPolicy',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec',
        class: 'next-run',
        why: 'another value at the next refresh of an ExternalSecret that is not CreatedOnce: whoever reads it must take that in',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      metadata: { name: 'db', namespace: 'demo' },
      spec: { length: 20 },
    },
    new: {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      metadata: { name: 'db', namespace: 'demo' },
      spec: { length: 30 },
    },
    says: ['next-run /spec/length'],
  },
  good: {
    old: {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      metadata: { name: 'db', namespace: 'demo' },
      spec: { length: 20 },
    },
    new: {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      metadata: { name: 'db', namespace: 'demo', labels: { a: 'b' } },
      spec: { length: 20 },
    },
  },
};
