import { z } from 'zod';
import type { Names } from './names';
import { clusterName } from './placement';
import { awsRegion } from './values/aws-region';
import { dnsLabel, objectName } from './values/name-syntax';
import { sealedValue } from './values/sealed-value-syntax';

/** Namespace of the chart external-secrets and of the account by which a rendered store logs in. */
export const externalSecretsNamespace = 'external-secrets';

/** The account by which a rendered store logs in. */
export const storeAccount = { namespace: externalSecretsNamespace, name: 'secret-store' } as const;

const existing = z.strictObject({
  backend: z.literal('existing').meta({ description: 'You create them; synth prints which, where and which keys.' }),
});

const iamRole = z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, {
  error: 'write the ARN of a role, as arn:aws:iam::123456789012:role/fleet-secrets',
});

/** A store that somebody else makes on each cluster, or AWS Secrets Manager, whose store and login are rendered. */
function store(names: Names) {
  return z.union([
    z.strictObject({ name: dnsLabel.meta({ description: 'A ClusterSecretStore that exists on each cluster.' }) }),
    z.strictObject({
      aws: z
        .strictObject({
          region: awsRegion.meta({ description: 'The region of Secrets Manager, such as us-east-1.' }),
          role: iamRole.meta({
            description: 'The IAM role that each cluster reads the secrets with (IRSA).',
            examples: ['arn:aws:iam::123456789012:role/fleet-secrets'],
          }),
          roles: z
            .record(clusterName(names), iamRole)
            .optional()
            .meta({
              description: 'By cluster, another role than `role`, such as the one that eksctl makes for that cluster.',
              examples: [{ eks01: 'arn:aws:iam::123456789012:role/eks01-external-secrets' }],
            }),
        })
        .meta({ description: 'AWS Secrets Manager; the store and its login are rendered.' }),
    }),
  ]);
}

function externalSecrets(names: Names) {
  return z.strictObject({
    backend: z.literal('external-secrets').meta({ description: 'External Secrets reads them from a store.' }),
    store: store(names).meta({ description: 'Where External Secrets reads: a store by name, or one to render.' }),
    path: z
      .string()
      .regex(/^[\w-]+(\/[\w-]+)*$/, { error: 'write names with "/" between them, such as fleet/kind' })
      .optional()
      .meta({
        description: "What the names in the store begin with; the environment's name by default.",
        examples: ['fleets/demo'],
      }),
  });
}

const key = z.string().regex(/^[-._a-zA-Z0-9]+$/, { error: 'a key has letters, digits, "-", "_" and "."' });

function sealedSecrets(names: Names) {
  const byName = z.record(objectName, z.record(key, sealedValue));
  return z.strictObject({
    backend: z.literal('sealed-secrets').meta({ description: 'Sealed Secrets decrypts them on each cluster.' }),
    sealed: z
      .record(clusterName(names), byName)
      .default({})
      .meta({ description: 'By cluster and namespace/name, what kubeseal makes of each key for that cluster.' }),
  });
}

/** The block `secrets`: who puts Secrets into the clusters. Their values never pass through this program. */
export function secrets(names: Names) {
  return z
    .discriminatedUnion('backend', [existing, externalSecrets(names), sealedSecrets(names)])
    .prefault({ backend: 'existing' })
    .meta({ description: 'Where Secrets come from: existing, external-secrets or sealed-secrets.' });
}

/** `secrets:` of an environment, defaults filled in. */
export type Secrets = z.infer<ReturnType<typeof secrets>>;

/** AWS Secrets Manager, for which a store and its login are rendered. */
type RenderedStoreSettings = Extract<
  Extract<Secrets, { readonly backend: 'external-secrets' }>['store'],
  { readonly aws: object }
>['aws'];

/** The role with which the store of a cluster reads: its own, or that of all. */
export function storeRole({ role, roles = {} }: RenderedStoreSettings, cluster: string): string {
  // A cluster may have the name of what every object has.
  return Object.hasOwn(roles, cluster) ? (roles[cluster] ?? role) : role;
}
