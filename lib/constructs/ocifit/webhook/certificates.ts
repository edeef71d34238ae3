import { Construct } from 'constructs';
import {
  Certificate,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
  Issuer,
} from '../../../../imports/cert-manager.io';
import { standardLabels } from '../../labels';
import { names, partOf } from '../names';

/** 90 days; cert-manager makes a new one halfway, and the weekly restart reads it long before the old one ends. */
const leaf = { duration: '2160h', renewBefore: '1080h' } as const;

/** Ten years: what webhook configurations trust must not change when the leaf does. */
const authority = { duration: '87600h' } as const;

/**
 * A root that signs itself, an issuer that signs with it, and the webhook's own certificate. With a leaf that signs itself the
 * authority in the webhook configuration would change at each renewal, and the webhook, which reads its certificate once at
 * its start, would be refused from then on.
 */
export class WebhookCertificates extends Construct {
  public constructor(scope: Construct, id: string, namespace: string) {
    super(scope, id);
    const labels = standardLabels({ name: names.certificate, component: 'webhook', partOf });
    const metadata = (name: string) => ({ name, namespace, labels });
    const privateKey = {
      algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA,
      rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.ALWAYS,
    };
    new Issuer(this, 'root', { metadata: metadata(names.rootIssuer), spec: { selfSigned: {} } });
    new Certificate(this, 'authority', {
      metadata: metadata(names.authority),
      spec: {
        isCa: true,
        commonName: names.authority,
        secretName: names.authority,
        issuerRef: { name: names.rootIssuer, kind: 'Issuer' },
        privateKey,
        ...authority,
      },
    });
    new Issuer(this, 'issuer', { metadata: metadata(names.authority), spec: { ca: { secretName: names.authority } } });
    new Certificate(this, 'certificate', {
      metadata: metadata(names.certificate),
      spec: {
        dnsNames: [`${names.service}.${namespace}.svc`],
        secretName: names.certificateSecret,
        issuerRef: { name: names.authority, kind: 'Issuer' },
        privateKey,
        ...leaf,
      },
    });
  }
}
