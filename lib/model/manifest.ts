import { isObject } from './json';

/** One Kubernetes object as it will stand in a file: plain JSON, nothing undefined. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** The part of `metadata` that the pipeline itself reads. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The API group of an `apiVersion`; the core group is the empty string. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Whether the object has a name of its own, and not one that the API server makes up from `generateName`. */
export function isNamed({ metadata }: Pick<Manifest, 'metadata'>): boolean {
  return Object.hasOwn(metadata, 'name');
}

/** What makes an object one and the same on a cluster, over every served version: `group/Kind/namespace/name`. */
export function identity(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  return `${groupOf(manifest.apiVersion)}/${manifest.kind}/${namespace ?? ''}/${name}`;
}

/** Whether a value is an object of Kubernetes, with or without a name: it has an API version, a kind and metadata. */
export function isKubernetesObject(value: unknown): value is Manifest {
  return (
    isObject(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isObject(value.metadata)
  );
}

/** The same, with a name. */
export function isManifest(value: unknown): value is Manifest {
  return isKubernetesObject(value) && typeof value.metadata.name === 'string';
}

/** How messages name an object: `Deployment default/nginx`, `ClusterRole reader`. */
export function label(manifest: Pick<Manifest, 'kind' | 'metadata'>): string {
  const { name, namespace } = manifest.metadata;
  return `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
