import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import type { Path } from '../../model/origin';
import { refKey } from '../../model/ref';
import { faultAt, faultOf, list } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Hook extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  /** The name under which the API server asks: `service.namespace.svc`. */
  readonly host: string;
  readonly bundled: boolean;
  /** The Certificate whose authority is put in. */
  readonly certificate: string | undefined;
}

interface Certificate extends Omit<Located, 'manifest'> {
  readonly names: readonly string[];
}

type Fact = { readonly hook: Hook } | { readonly certificate: Certificate };

const clients = parsePattern('webhooks[*].clientConfig');
const dnsNames = parsePattern('spec.dnsNames[*]');
/** Annotations by which somebody else puts the authority in. */
const injections = [
  'cert-manager.io/inject-ca-from-secret',
  'cert-manager.io/inject-apiserver-ca',
  'service.beta.openshift.io/inject-cabundle',
];

export const webhookUntrusted: Rule<Fact> = {
  code: 'webhook-untrusted',
  kinds: [
    'cert-manager.io/Certificate',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  ],
  severity: 'error',
  summary: 'The API server trusts the certificate of every webhook.',
  why: 'The API server calls webhooks by https only: without the CA of the certificate, or under a name that the certificate lacks, every request fails.',
  fix: 'Annotate the configuration with `cert-manager.io/inject-ca-from: namespace/certificate`, and give the Certificate the DNS name `service.namespace.svc`.',
  turnOff: 'When the program of the webhook writes its own CA into the configuration.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (uninstantiated) continue;
      if (kindKey(manifest) === 'cert-manager.io/Certificate') {
        const names = find(dnsNames, manifest, []).map(({ value }) => String(value));
        yield { certificate: { ref, path, uninstantiated, origin, names } };
      }
      if (!manifest.kind.endsWith('WebhookConfiguration')) continue;
      const { annotations = {} } = manifest.metadata;
      const certificate = annotations['cert-manager.io/inject-ca-from'];
      for (const { value, path: at } of find(clients, manifest, path)) {
        const { caBundle, service } = isObject(value) ? value : {};
        if (!isObject(service)) continue;
        const bundled = typeof caBundle === 'string' || injections.some((name) => annotations[name] !== undefined);
        yield {
          hook: {
            ref,
            origin,
            at,
            host: `${String(service.name)}.${String(service.namespace)}.svc`,
            bundled,
            certificate,
          },
        };
      }
    }
  },

  *judge(facts) {
    const certificates = new Map(
      facts.flatMap((fact) =>
        'certificate' in fact ? [[refKey(fact.certificate.ref), fact.certificate] as const] : [],
      ),
    );
    for (const fact of facts) {
      if (!('hook' in fact)) continue;
      const { hook } = fact;
      if (hook.certificate === undefined) {
        if (!hook.bundled)
          yield faultAt(
            hook,
            hook.at,
            'got no caBundle and nobody who puts it in; annotate cert-manager.io/inject-ca-from',
          );
        continue;
      }
      const [namespace = '', name = ''] = hook.certificate.split('/');
      const certificate = certificates.get(
        refKey({ cluster: hook.ref.cluster, ...groupKind('cert-manager.io/Certificate'), namespace, name }),
      );
      const names = certificate?.names ?? [];
      if (certificate && !names.some((known) => known === hook.host || known === `${hook.host}.cluster.local`))
        yield faultOf(certificate, ['spec', 'dnsNames'], `got ${list(names)}; the API server asks ${hook.host}`);
    }
  },
};
