import { type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule, type ObjectOf } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;

interface Certificate extends Own {
  readonly secret: string;
  readonly isCa: boolean;
}

type Fact = { readonly issuer: Own; readonly secret: string } | { readonly certificate: Certificate } | Fault;

const issuerTypes = ['acme', 'ca', 'selfSigned', 'vault', 'venafi'] as const;
const issuerKinds = ['Issuer', 'ClusterIssuer'];
const subjects = [
  'commonName',
  'dnsNames',
  'emailAddresses',
  'ipAddresses',
  'literalSubject',
  'otherNames',
  'uris',
] as const;
/** cert-manager reads what a ClusterIssuer names in its own namespace. */
const ownNamespace = 'cert-manager';

const finding = findingKind({
  code: 'certificate-never-issued',
  why: 'The webhook of cert-manager rejects an Issuer without exactly one type and a Certificate without a name; and no certificate is issued by an issuer of an unknown kind, or from a certificate that is not a CA.',
  fix: 'Give the Issuer one type, the Certificate a name and an Issuer or ClusterIssuer, and the Certificate behind a CA issuer `isCA: true`.',
  messages: {
    types: 'got {got}; set exactly one of {expected}',
    notCa: 'got a certificate that is not a CA, with which {issuer} signs; set isCA: true',
    noName: 'got no name; list under dnsNames the names by which clients connect',
    issuer: 'got {got}; cert-manager knows {expected}',
  },
});

export const certificateNeverIssued = objectRule({
  ...finding,
  kinds: ['cert-manager.io/v1/Issuer', 'cert-manager.io/v1/ClusterIssuer', 'cert-manager.io/v1/Certificate'],
  summary: 'Every Issuer and Certificate is one that cert-manager accepts and can issue from.',
  turnOff: 'When an issuer of another group signs the certificates.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.uninstantiated) return;
    if (manifest.kind === 'Certificate') {
      yield* readCertificate(own, manifest);
      return;
    }
    const { spec } = manifest;
    const types = issuerTypes.filter((type) => spec[type] !== undefined);
    if (types.length !== 1) yield finding.fault('types', { got: types, expected: issuerTypes }, fieldOf(own, ['spec']));
    if (spec.ca) yield { issuer: own, secret: refKey(secretOf(own, spec.ca.secretName)) };
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
        yield finding.fault('notCa', { issuer: formatRef(fact.issuer.ref) }, fieldOf(certificate, ['spec', 'isCA']));
    }
  },
});

function* readCertificate(own: Own, { spec }: ObjectOf<'cert-manager.io/v1/Certificate'>): Iterable<Fact> {
  if (!spec) return;
  if (subjects.every((name) => (spec[name] ?? []).length === 0))
    yield finding.fault('noName', {}, fieldOf(own, ['spec']));
  const { kind = 'Issuer', group = 'cert-manager.io' } = spec.issuerRef;
  // An issuer of another group belongs to another controller.
  if (group === 'cert-manager.io' && !issuerKinds.includes(kind))
    yield finding.fault(
      'issuer',
      { got: kind, expected: issuerKinds.join(' and ') },
      fieldOf(own, ['spec', 'issuerRef', 'kind']),
    );
  yield { certificate: { ...own, secret: refKey(secretOf(own, spec.secretName)), isCa: spec.isCA === true } };
}

function secretOf({ ref }: Own, name: string): Ref {
  return { cluster: ref.cluster, ...groupKind('/Secret'), namespace: ref.namespace ?? ownNamespace, name };
}
