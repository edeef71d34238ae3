import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { refKey } from '../../model/ref';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

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

/** The certificate of a webhook is signed by an authority that outlives it. */
export const webhookLeafSelfSigned: Rule<Fact> = {
  code: 'webhook-leaf-self-signed',
  severity: 'warning',
  why: 'A certificate that signs itself is another authority at each renewal: a webhook that reads its certificate once, at its start, is refused from then on, and with it every object that it should see.',
  fix: 'Sign an authority with the self-signed issuer (`isCA: true`), and the webhook’s certificate with an issuer of that authority.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      const spec = isObject(manifest.spec) ? manifest.spec : {};
      if (kindKey(manifest) === 'cert-manager.io/Certificate' && isObject(spec.issuerRef)) {
        const { kind = 'Issuer', name } = spec.issuerRef;
        const { cluster, namespace } = ref;
        const place = kind === 'Issuer' && namespace !== undefined ? { cluster, namespace } : { cluster };
        const issuer = refKey({ ...place, kind: String(kind), name: String(name) });
        yield { certificate: { ref, path, uninstantiated, origin, issuer, name: String(name) } };
      }
      if (/^cert-manager\.io\/(Cluster)?Issuer$/.test(kindKey(manifest)) && spec.selfSigned !== undefined)
        yield { selfSigned: refKey(ref) };
      const injected = manifest.metadata.annotations?.['cert-manager.io/inject-ca-from'];
      if (!manifest.kind.endsWith('WebhookConfiguration') || injected === undefined) continue;
      const [namespace = '', name = ''] = injected.split('/');
      yield { injected: refKey({ cluster: ref.cluster, kind: 'Certificate', namespace, name }) };
    }
  },

  *judge(facts) {
    const injected = new Set(facts.flatMap((fact) => ('injected' in fact ? [fact.injected] : [])));
    const selfSigned = new Set(facts.flatMap((fact) => ('selfSigned' in fact ? [fact.selfSigned] : [])));
    for (const fact of facts) {
      if (!('certificate' in fact)) continue;
      const { certificate } = fact;
      if (!injected.has(refKey(certificate.ref)) || !selfSigned.has(certificate.issuer)) continue;
      const message = `got ${certificate.name}, by which the authority changes at each renewal; sign with an authority that stays`;
      yield faultOf(certificate, ['spec', 'issuerRef', 'name'], message);
    }
  },

  bad: {
    units: { 'worker01/demo': [issuer('own', { selfSigned: {} }), certificate('hook', 'own'), configuration()] },
    findings: [
      'Certificate demo/hook spec.issuerRef.name: got own, by which the authority changes at each renewal; sign with an authority that stays',
    ],
  },
  good: {
    'worker01/demo': [
      issuer('own', { selfSigned: {} }),
      certificate('authority', 'own', { isCA: true }),
      issuer('authority', { ca: { secretName: 'authority' } }),
      certificate('hook', 'authority'),
      configuration(),
    ],
  },
};

function issuer(name: string, spec: object): Manifest {
  return { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name, namespace: 'demo' }, spec };
}

function certificate(name: string, by: string, more: object = {}): Manifest {
  const spec = { secretName: name, issuerRef: { name: by }, ...more };
  return { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name, namespace: 'demo' }, spec };
}

function configuration(): Manifest {
  const annotations = { 'cert-manager.io/inject-ca-from': 'demo/hook' };
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return { apiVersion, kind: 'MutatingWebhookConfiguration', metadata: { name: 'hook', annotations }, webhooks: [] };
}
