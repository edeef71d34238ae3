import { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataSourceRefStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
  ExternalSecretSpecTargetTemplateEngineVersion,
  ExternalSecretSpecTargetTemplateMergePolicy,
  type ExternalSecretSpecTargetTemplate,
} from '../../imports/external-secrets.io';
import type { Secrets } from '../environment/secrets';
import type { Labels } from './labels';

/** A Secret that something in the fleet reads, whose values people or a store know: the same on all of its clusters. */
export interface SecretRequest {
  readonly name: string;
  readonly namespace: string;
  readonly keys: readonly [string, ...string[]];
  readonly clusters: readonly string[];
  /** Further clusters that have it without anybody bringing it, which says nothing of the others. @default - none */
  readonly madeOn?: readonly string[];
  /** Who reads it and what for, in a few words; shown where people must make it. */
  readonly why: string;
  /** @default Opaque */
  readonly type?: string;
  /** @default - none */
  readonly labels?: Labels;
  /** Annotations whose values are not known here either: by each, the property of the store that holds it. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The ClusterSecretStore that is rendered where the environment names none. */
export const renderedStore = 'fleet';

/** `secrets:` of an environment whose backend is External Secrets. */
export type ExternalSecrets = Extract<Secrets, { readonly backend: 'external-secrets' }>;

/** The name under which a store holds a Secret; its keys are properties of that entry. */
export function storeEntry(
  { name, namespace }: Pick<SecretRequest, 'name' | 'namespace'>,
  { path }: ExternalSecrets,
  environment: string,
): string {
  return `${path ?? environment}/${namespace}/${name}`;
}

/** Internal: components fill it in, so an interface and no schema. */
export interface StoredSecretProps {
  readonly request: SecretRequest;
  readonly secrets: ExternalSecrets;
  readonly environment: string;
}

/** A Secret that External Secrets makes on one cluster from what a store holds. Every default of the CRD is written out. */
export class StoredSecret extends Construct {
  public constructor(scope: Construct, id: string, { request, secrets, environment }: StoredSecretProps) {
    super(scope, id);
    const { name, namespace, keys, labels = {}, annotations = {} } = request;
    const properties = [...new Set([...keys, ...Object.values(annotations)])];
    const entry = storeEntry(request, secrets, environment);
    new ExternalSecret(this, 'ExternalSecret', {
      metadata: { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'scorewright' } },
      spec: {
        refreshInterval: '1h0m0s',
        secretStoreRef: {
          kind: ExternalSecretSpecDataSourceRefStoreRefKind.CLUSTER_SECRET_STORE,
          name: 'name' in secrets.store ? secrets.store.name : renderedStore,
        },
        target: {
          name,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER,
          deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
          ...template(request, labels, annotations),
        },
        data: properties.map((property) => ({ secretKey: property, remoteRef: { key: entry, property } })),
      },
    });
  }
}

/** Only where more than the keys themselves must be in the Secret: a template takes the place of what was fetched. */
function template(
  { keys, type }: SecretRequest,
  labels: Labels,
  annotations: Readonly<Record<string, string>>,
): { template?: ExternalSecretSpecTargetTemplate } {
  const given = [...Object.keys(labels), ...Object.keys(annotations)];
  if (type === undefined && given.length === 0) return {};
  const valueOf = (property: string) => `{{ index . ${JSON.stringify(property)} }}`;
  return {
    template: {
      engineVersion: ExternalSecretSpecTargetTemplateEngineVersion.V2,
      mergePolicy: ExternalSecretSpecTargetTemplateMergePolicy.REPLACE,
      ...(type !== undefined && { type }),
      metadata: {
        labels: { ...labels },
        annotations: Object.fromEntries(Object.entries(annotations).map(([name, from]) => [name, valueOf(from)])),
      },
      data: Object.fromEntries(keys.map((key) => [key, valueOf(key)])),
    },
  };
}
