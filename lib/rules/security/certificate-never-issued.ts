import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { groupOf } from '../../model/manifest';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { faultOf, list, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;
type Fields = Readonly<Record<string, unknown>>;

interface Certificate extends Own {
  readonly secret: string;
  readonly isCa: boolean;
}

type Fact = { readonly issuer: Own; readonly secret: string } | { readonly certificate: Certificate } | Fault;

const issuerTypes = ['acme', 'ca', 'selfSigned', 'vault', 'venafi'];
const issuerKinds = ['Issuer', 'ClusterIssuer'];
const subjects = ['commonName', 'dnsNames', 'emailAddresses', 'ipAddresses', 'literalSubject', 'otherNames', 'uris'];
const issuerRef = parsePattern('spec.issuerRef');
/** cert-manager reads what a ClusterIssuer names in its own namespace. */
const ownNamespace = 'cert-manager';

export const certificateNeverIssued: Rule<Fact> = {
  code: 'certificate-never-issued',
  kinds: ['cert-manager.io/Issuer', 'cert-manager.io/ClusterIssuer', 'cert-manager.io/Certificate'],
  severity: 'error',
  summary: 'Every Issuer and Certificate is one that cert-manager accepts and can issue from.',
  why: 'The webhook of cert-manager refuses an Issuer without exactly one type and a Certificate without a name; and no certificate is issued by an issuer of an unknown kind, or from a certificate that is not a CA.',
  fix: 'Give the Issuer one type, the Certificate a name and an Issuer or ClusterIssuer, and the Certificate behind a CA issuer `isCA: true`.',
  turnOff: 'When an issuer of another group signs the certificates.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ...own } = located;
      if (located.uninstantiated || groupOf(manifest.apiVersion) !== 'cert-manager.io') continue;
      const spec = isObject(manifest.spec) ? manifest.spec : {};
      if (issuerKinds.includes(manifest.kind)) {
        const types = issuerTypes.filter((type) => spec[type] !== undefined);
        if (types.length !== 1)
          yield faultOf(own, ['spec'], `got ${list(types)}; exactly one of ${issuerTypes.join(', ')} is right`);
        if (isObject(spec.ca) && typeof spec.ca.secretName === 'string')
          yield { issuer: own, secret: refKey(secretOf(own, spec.ca.secretName)) };
      }
      if (kindKey(manifest) === 'cert-manager.io/Certificate') yield* readCertificate(own, spec);
    }
  },

  *judge(facts) {
    const certificates = new Map(
      facts.flatMap((fact) => ('certificate' in fact ? [[fact.certificate.secret, fact.certificate] as const] : [])),
    );
    for (const fact of facts) {
      if ('message' in fact) yield fact;
      if (!('issuer' in fact)) continue;
      const certificate = certificates.get(fact.secret);
      if (certificate && !certificate.isCa)
        yield faultOf(
          certificate,
          ['spec', 'isCA'],
          `got a certificate that may not sign, with which ${formatRef(fact.issuer.ref)} signs; set isCA: true`,
        );
    }
  },
};

function* readCertificate(own: Own, spec: Fields): Iterable<Fact> {
  if (subjects.every((name) => spec[name] === undefined || (Array.isArray(spec[name]) && spec[name].length === 0)))
    yield faultOf(own, ['spec'], 'got no name; list those under which it is asked in dnsNames');
  for (const { value, path } of find(issuerRef, { spec }, [])) {
    const { kind = 'Issuer', group = 'cert-manager.io' } = isObject(value) ? value : {};
    // An issuer of another group is some other controller's.
    if (group === 'cert-manager.io' && !issuerKinds.includes(String(kind)))
      yield faultOf(own, [...path, 'kind'], `got ${shown(kind)}; cert-manager knows ${issuerKinds.join(' and ')}`);
  }
  if (typeof spec.secretName === 'string')
    yield { certificate: { ...own, secret: refKey(secretOf(own, spec.secretName)), isCa: spec.isCA === true } };
}

function secretOf({ ref }: Own, name: string): Ref {
  return { cluster: ref.cluster, ...groupKind('/Secret'), namespace: ref.namespace ?? ownNamespace, name };
}
