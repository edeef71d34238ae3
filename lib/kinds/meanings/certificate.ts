import { judged, type Meaning } from '../changed';

/** cert-manager issues anew what a Certificate asks for in another way (`internal/controller/certificates/policies/constants.go`). */
export const certificate: Meaning = {
  kinds: ['cert-manager.io/Certificate'],
  source: 'cert-manager pkg/apis options.go:181, policies/constants.go',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.secretName',
        class: 'danger',
        why: 'a new Secret is made; the old one stays with a certificate that nobody renews, and whoever reads it keeps that',
        fix: 'Change what reads the Secret in the same commit, and delete the old Secret once nothing reads it.',
      },
      {
        at: 'spec.privateKey',
        class: 'in-place',
        why: 'issued anew with another key: whatever trusts the old one must take in the new one first',
      },
      {
        at: 'spec.isCA',
        class: 'danger',
        why: 'issued anew: every certificate below it and every caBundle is invalid until it is renewed',
      },
      {
        at: 'spec',
        class: 'in-place',
        why: 'issued anew: the Secret changes, and pods that read it once keep the old certificate',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'web', namespace: 'demo' },
      spec: { secretName: 'web-tls', dnsNames: ['a.example.com'], issuerRef: { name: 'ca' } },
    },
    new: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'web', namespace: 'demo' },
      spec: { secretName: 'new-tls', dnsNames: ['a.example.com'], issuerRef: { name: 'ca' } },
    },
    says: ['danger /spec/secretName'],
  },
  good: {
    old: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'web', namespace: 'demo' },
      spec: { secretName: 'web-tls', dnsNames: ['a.example.com'], issuerRef: { name: 'ca' } },
    },
    new: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'web', namespace: 'demo', labels: { a: 'b' } },
      spec: { secretName: 'web-tls', dnsNames: ['a.example.com'], issuerRef: { name: 'ca' } },
    },
  },
};
