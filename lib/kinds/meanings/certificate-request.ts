import { judged, type Meaning } from '../changed';

/** A request for a certificate is fixed once made. */
export const certificateRequest: Meaning = {
  kinds: ['cert-manager.io/CertificateRequest', 'acme.cert-manager.io/Order', 'acme.cert-manager.io/Challenge'],
  source: 'cert-manager internal/apis/certmanager/validation/certificaterequest.go:61',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec',
        class: 'refused',
        why: 'a request for a certificate cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'CertificateRequest',
      metadata: { name: 'web', namespace: 'demo' },
      spec: { request: 'LS0t', issuerRef: { name: 'ca' } },
    },
    new: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'CertificateRequest',
      metadata: { name: 'web', namespace: 'demo' },
      spec: { request: 'LS0t', issuerRef: { name: 'other' } },
    },
    says: ['refused /spec/issuerRef/name'],
  },
  good: {
    old: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'CertificateRequest',
      metadata: { name: 'web', namespace: 'demo' },
      spec: { request: 'LS0t', issuerRef: { name: 'ca' } },
    },
    new: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'CertificateRequest',
      metadata: { name: 'web', namespace: 'demo', labels: { a: 'b' } },
      spec: { request: 'LS0t', issuerRef: { name: 'ca' } },
    },
  },
};
