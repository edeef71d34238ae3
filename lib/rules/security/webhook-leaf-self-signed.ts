import { isObject } from '../../model/json';
import { kindKey, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
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

export const webhookLeafSelfSigned: Rule<Fact> = {
  code: 'webhook-leaf-self-signed',
  severity: 'warning',
  profile: 'scorewright',
  summary: "A webhook's certificate is signed by a CA that outlives it.",
  why: 'A certificate that signs itself is a new CA at each renewal: a webhook that reads its certificate only at its start is refused from then on, and so is every object that it should see.',
  fix: 'Sign a CA with the self-signed issuer (`isCA: true`), and the certificate of the webhook with an issuer of that CA.',
  turnOff: 'When the webhook reloads its certificate, and a short outage at each renewal is acceptable.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      const spec = isObject(manifest.spec) ? manifest.spec : {};
      if (kindKey(manifest) === 'cert-manager.io/Certificate' && isObject(spec.issuerRef)) {
        const { kind = 'Issuer', name } = spec.issuerRef;
        const { cluster, namespace } = ref;
        const place = kind === 'Issuer' && namespace !== undefined ? { cluster, namespace } : { cluster };
        const issuer = refKey({ ...place, group: 'cert-manager.io', kind: String(kind), name: String(name) });
        yield { certificate: { ref, path, uninstantiated, origin, issuer, name: String(name) } };
      }
      if (/^cert-manager\.io\/(Cluster)?Issuer$/.test(kindKey(manifest)) && spec.selfSigned !== undefined)
        yield { selfSigned: refKey(ref) };
      const injected = manifest.metadata.annotations?.['cert-manager.io/inject-ca-from'];
      if (!manifest.kind.endsWith('WebhookConfiguration') || injected === undefined) continue;
      const [namespace = '', name = ''] = injected.split('/');
      yield {
        injected: refKey({ cluster: ref.cluster, ...groupKind('cert-manager.io/Certificate'), namespace, name }),
      };
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
};
