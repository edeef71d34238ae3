import { type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Certificate extends Omit<Located, 'manifest'> {
  /** The issuer, as `refKey` writes it. */
  readonly issuer: string;
  readonly name: string;
}

type Fact =
  | { readonly certificate: Certificate }
  /** A Certificate whose authority is put into a webhook configuration. */
  | { readonly injected: string }
  /** An issuer that signs each certificate with itself. */
  | { readonly selfSigned: string };

const finding = findingKind({
  code: 'webhook-leaf-self-signed',
  severity: 'warning',
  why: 'A certificate that signs itself is a new CA at each renewal: a webhook that reads its certificate only at its start is rejected from then on, and so is every object that it should see.',
  fix: 'Sign a CA with the self-signed issuer (`isCA: true`), and the certificate of the webhook with an issuer of that CA.',
  messages: {
    leaf: 'got {got}, whose CA changes at each renewal; sign with a CA that stays',
  },
});

export const webhookLeafSelfSigned = objectRule({
  ...finding,
  kinds: [
    'cert-manager.io/v1/Certificate',
    'cert-manager.io/v1/Issuer',
    'cert-manager.io/v1/ClusterIssuer',
    'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
  ],
  profile: 'scorewright',
  summary: "A webhook's certificate is signed by a CA that outlives it.",
  turnOff: 'When the webhook reloads its certificate, and a short outage at each renewal is acceptable.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    const { ref } = own;
    if (manifest.kind === 'Certificate') {
      if (!manifest.spec) return;
      const { kind = 'Issuer', name } = manifest.spec.issuerRef;
      const { cluster, namespace } = ref;
      const place = kind === 'Issuer' && namespace !== undefined ? { cluster, namespace } : { cluster };
      yield { certificate: { ...own, issuer: refKey({ ...place, group: 'cert-manager.io', kind, name }), name } };
      return;
    }
    if (manifest.kind === 'Issuer' || manifest.kind === 'ClusterIssuer') {
      if (manifest.spec.selfSigned) yield { selfSigned: refKey(ref) };
      return;
    }
    const injected = manifest.metadata.annotations?.['cert-manager.io/inject-ca-from'];
    if (injected === undefined) return;
    const [namespace = '', name = ''] = injected.split('/');
    yield { injected: refKey({ cluster: ref.cluster, ...groupKind('cert-manager.io/Certificate'), namespace, name }) };
  },

  *judge(facts) {
    const injected = new Set(facts.flatMap((fact) => ('injected' in fact ? [fact.injected] : [])));
    const selfSigned = new Set(facts.flatMap((fact) => ('selfSigned' in fact ? [fact.selfSigned] : [])));
    for (const fact of facts) {
      if (!('certificate' in fact)) continue;
      const { certificate } = fact;
      if (!injected.has(refKey(certificate.ref)) || !selfSigned.has(certificate.issuer)) continue;
      yield finding.fault('leaf', { got: certificate.name }, fieldOf(certificate, ['spec', 'issuerRef', 'name']));
    }
  },
});
