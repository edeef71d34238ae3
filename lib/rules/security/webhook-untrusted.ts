import { type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import type { Path } from '../../model/origin';
import { refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldAt, fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Hook extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  /** The name under which the API server asks: `service.namespace.svc`. */
  readonly host: string;
  readonly bundled: boolean;
  /** Of its Service. */
  readonly namespace: string;
  /** The Certificate whose authority is put in. */
  readonly certificate: string | undefined;
}

interface Certificate extends Omit<Located, 'manifest'> {
  readonly names: readonly string[];
}

type Fact = { readonly hook: Hook } | { readonly certificate: Certificate };
/** Annotations by which somebody else puts the authority in. */
const injections = [
  'cert-manager.io/inject-ca-from-secret',
  'cert-manager.io/inject-apiserver-ca',
  'service.beta.openshift.io/inject-cabundle',
];

const finding = findingKind({
  code: 'webhook-untrusted',
  why: 'The API server calls webhooks by https only: without the CA of the certificate, or under a name that the certificate lacks, every request fails.',
  fix: 'Annotate the configuration with `cert-manager.io/inject-ca-from: namespace/certificate`, and give the Certificate the DNS name `service.namespace.svc`.',
  messages: {
    noBundle:
      'got no caBundle, and nothing injects one; annotate the configuration with cert-manager.io/inject-ca-from',
    host: 'got {got}; the API server calls {expected}',
  },
});

export const webhookUntrusted = objectRule({
  ...finding,
  kinds: [
    'cert-manager.io/v1/Certificate',
    'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
  ],
  summary: 'The API server trusts the certificate of every webhook.',
  turnOff: 'When the program of the webhook writes its own CA into the configuration.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.uninstantiated) return;
    if (manifest.kind === 'Certificate') {
      yield { certificate: { ...own, names: manifest.spec?.dnsNames ?? [] } };
      return;
    }
    const { ref, origin, path } = own;
    const { annotations = {} } = manifest.metadata;
    const certificate = annotations['cert-manager.io/inject-ca-from'];
    for (const [index, { clientConfig }] of (manifest.webhooks ?? []).entries()) {
      const { caBundle, service } = clientConfig;
      if (!service) continue;
      const bundled = caBundle !== undefined || injections.some((name) => annotations[name] !== undefined);
      const at = [...path, 'webhooks', index, 'clientConfig'];
      const { name, namespace } = service;
      yield { hook: { ref, origin, at, host: `${name}.${namespace}.svc`, bundled, certificate, namespace } };
    }
  },

  *judge(facts, fleet) {
    const certificates = new Map(
      facts.flatMap((fact) =>
        'certificate' in fact ? [[refKey(fact.certificate.ref), fact.certificate] as const] : [],
      ),
    );
    for (const fact of facts) {
      if (!('hook' in fact)) continue;
      const { hook } = fact;
      if (hook.certificate === undefined) {
        if (!hook.bundled && !fleet.programs.mayFill(hook.ref, hook.namespace))
          yield finding.fault('noBundle', {}, fieldAt(hook, hook.at));
        continue;
      }
      const [namespace = '', name = ''] = hook.certificate.split('/');
      const certificate = certificates.get(
        refKey({ cluster: hook.ref.cluster, ...groupKind('cert-manager.io/Certificate'), namespace, name }),
      );
      const names = certificate?.names ?? [];
      if (certificate && !names.some((known) => known === hook.host || known === `*.${hook.namespace}.svc`))
        yield finding.fault('host', { got: names, expected: hook.host }, fieldOf(certificate, ['spec', 'dnsNames']));
    }
  },
});
