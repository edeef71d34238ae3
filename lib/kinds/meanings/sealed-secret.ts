import { judged, type Meaning } from '../changed';

/** Sealed text tells nothing of what is in it. */
export const sealedSecret: Meaning = {
  kinds: ['bitnami.com/SealedSecret'],
  source: 'sealed-secrets README',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.encryptedData',
        class: 'in-place',
        why: 'sealed anew: whether its content changes cannot be told; pods that read the Secret from their environment keep the old value',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'db', namespace: 'demo' },
      spec: { encryptedData: { password: 'AgA=' } },
    },
    new: {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'db', namespace: 'demo' },
      spec: { encryptedData: { password: 'AgB=' } },
    },
    says: ['in-place /spec/encryptedData/password'],
  },
  good: {
    old: {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'db', namespace: 'demo' },
      spec: { encryptedData: { password: 'AgA=' } },
    },
    new: {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'db', namespace: 'demo', labels: { a: 'b' } },
      spec: { encryptedData: { password: 'AgA=' } },
    },
  },
};
