import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { groupOf, type Manifest } from '../../model/manifest';
import { formatRef, refKey } from '../../model/ref';
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

/** cert-manager accepts every Issuer and Certificate, and can sign with what they name. */
export const certificateNeverIssued: Rule<Fact> = {
  code: 'certificate-never-issued',
  kinds: ['cert-manager.io/Issuer', 'cert-manager.io/ClusterIssuer', 'cert-manager.io/Certificate'],
  severity: 'error',
  why: "An Issuer without exactly one type and a Certificate without a name are refused by cert-manager's webhook; and no certificate comes of an issuer of an unknown kind, or of an authority that is none.",
  fix: 'Give the Issuer one type, the Certificate a name and an Issuer or ClusterIssuer, and the Certificate behind a CA issuer `isCA: true`.',

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

  bad: {
    units: {
      'worker01/demo': [
        object('Issuer', 'none', {}),
        object('Issuer', 'ca', { ca: { secretName: 'ca' } }),
        object('Certificate', 'ca', { secretName: 'ca', commonName: 'ca', issuerRef: { name: 'none' } }),
        object('Certificate', 'web', { secretName: 'web', issuerRef: { name: 'ca', kind: 'issuer' } }),
      ],
    },
    findings: [
      'Issuer demo/none spec: got none; exactly one of acme, ca, selfSigned, vault, venafi is right',
      'Certificate demo/ca spec.isCA: got a certificate that may not sign, with which Issuer demo/ca signs; set isCA: true',
      'Certificate demo/web spec: got no name; list those under which it is asked in dnsNames',
      'Certificate demo/web spec.issuerRef.kind: got issuer; cert-manager knows Issuer and ClusterIssuer',
    ],
  },
  good: {
    'worker01/demo': [
      object('Issuer', 'self', { selfSigned: {} }),
      object('Issuer', 'ca', { ca: { secretName: 'ca' } }),
      object('Certificate', 'ca', { secretName: 'ca', isCA: true, commonName: 'ca', issuerRef: { name: 'self' } }),
      object('Certificate', 'web', { secretName: 'web', dnsNames: ['web'], issuerRef: { name: 'ca', kind: 'Issuer' } }),
    ],
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

function secretOf({ ref }: Own, name: string): { cluster: string; kind: string; namespace: string; name: string } {
  return { cluster: ref.cluster, kind: 'Secret', namespace: ref.namespace ?? ownNamespace, name };
}

function object(kind: string, name: string, spec: object): Manifest {
  return { apiVersion: 'cert-manager.io/v1', kind, metadata: { name, namespace: 'demo' }, spec };
}
