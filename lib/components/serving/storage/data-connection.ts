import { serviceUrl, type Endpoint } from '../../../constructs/endpoint';
import { clusterIP, toExposure, type ExposureSettings } from '../../../constructs/exposure';
import type { Secrets } from '../../../environment/secrets';
import type { Cluster } from '../../../model/fleet';
import type { ServingSettings } from '../settings/settings';

/**
 * Where models lie and how one gets in: one object, from which all of its forms are made. They are MinIO's root Secret,
 * OpenShift AI's data connection, KServe's annotations with its ServiceAccount, and ModelMesh's entry of `storage-config`.
 */
export interface DataConnection {
  /** Of the Secret that holds the data connection, and so its storage key. */
  readonly name: string;
  readonly displayName: string;
  readonly bucket: string;
  readonly region: string;
  /** A whole URL without a slash at its end. */
  readonly endpoint: string;
  /** Whether the endpoint is AWS' own, which its clients know by the region. */
  readonly aws: boolean;
  readonly access: Access;
}

/** `keys`: in the Secret of the connection's name. `role`: an IAM role for the ServiceAccount of the models, no Secret. */
export type Access = KeyAccess | { readonly type: 'role'; readonly role: string };

/**
 * Who makes the keys. `generated`: a generator in the cluster. `store`: External Secrets from the environment's store. In both
 * every other Secret is a copy of `origin`. `person`: each Secret comes as it is, made by somebody or opened from sealed data.
 */
export interface KeyAccess {
  readonly type: 'keys';
  readonly made: 'generated' | 'store' | 'person';
  /** The Secret that the keys come from first. */
  readonly origin: KeyOrigin;
}

/** A Secret, and the keys under which it holds user and password. */
export interface KeyOrigin {
  readonly name: string;
  readonly user: string;
  readonly password: string;
}

/** The ServiceAccount with which KServe and the upload read and write the bucket. */
export const modelAccount = 'model-storage';

export const minioName = 'minio';

/** The Secret from which MinIO reads its root user. */
export const rootSecret: KeyOrigin = {
  name: 'minio-root-user',
  user: 'MINIO_ROOT_USER',
  password: 'MINIO_ROOT_PASSWORD',
};

/** What every reader of the data connection finds in it. */
export const connectionKeys = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_DEFAULT_REGION',
  'AWS_S3_ENDPOINT',
  'AWS_S3_BUCKET',
] as const;

/** MinIO takes any region in a request, but a bucket outside this one must be asked for with its name. */
const minioRegion = 'us-east-1';

/** The data connection of a block, the same on each of its clusters. */
export function dataConnection({ storage, namespace }: ServingSettings, { backend }: Secrets): DataConnection {
  const { minio, s3, bucket } = storage;
  const fromBackend = backend === 'external-secrets' ? 'store' : 'person';
  if (minio !== undefined) {
    const { credentials = backend === 'external-secrets' ? 'generated' : 'backend' } = minio;
    return {
      name: 'aws-connection-minio',
      displayName: 'MinIO',
      bucket,
      region: minioRegion,
      endpoint: serviceUrl({ service: minioName, namespace, port: minioPorts.api }),
      aws: false,
      access: { type: 'keys', made: credentials === 'generated' ? 'generated' : fromBackend, origin: rootSecret },
    };
  }
  if (s3 === undefined) throw new Error('the schema lets no storage pass that is neither minio nor s3');
  const { region, endpoint, role, secret: name = 'aws-connection-s3' } = s3;
  const origin = { name: `${name}-keys`, user: 'AWS_ACCESS_KEY_ID', password: 'AWS_SECRET_ACCESS_KEY' };
  return {
    name,
    displayName: 'S3',
    bucket,
    region,
    endpoint: (endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, ''),
    aws: endpoint === undefined,
    access: role === undefined ? { type: 'keys', made: fromBackend, origin } : { type: 'role', role },
  };
}

export const minioPorts = { api: 9000, console: 9090 } as const;

/** How MinIO is reached: its API and its console, each exposed by itself; on OpenShift by Routes where nothing is said. */
export function minioEndpoints(
  { storage, namespace }: ServingSettings,
  cluster: Cluster,
): [Endpoint, Endpoint] | undefined {
  const { minio } = storage;
  if (minio === undefined) return undefined;
  const endpoint = (portName: 'api' | 'console', name: string, expose?: ExposureSettings): Endpoint => ({
    cluster,
    namespace,
    service: minioName,
    name,
    portName,
    port: minioPorts[portName],
    exposure:
      expose !== undefined
        ? toExposure(expose)
        : cluster.platform === 'openshift'
          ? { type: 'route', tls: 'edge' }
          : clusterIP,
  });
  return [endpoint('api', 'minio-s3', minio.expose.api), endpoint('console', 'minio-console', minio.expose.console)];
}

/** Labels by which OpenShift AI's dashboard shows the Secret as a data connection of its project. */
export const dashboardLabels = { 'opendatahub.io/dashboard': 'true', 'opendatahub.io/managed': 'true' };

export function dashboardAnnotations({ displayName }: DataConnection): Record<string, string> {
  return { 'opendatahub.io/connection-type': 's3', 'openshift.io/display-name': displayName };
}

/**
 * What KServe reads beside the keys: on the Secret, or where a role takes their place on the ServiceAccount. It hands an
 * endpoint on for every service of AWS, the one that gives out the role's credentials among them: so AWS itself gets none.
 */
export function kserveAnnotations({ endpoint, region, aws }: DataConnection): Record<string, string> {
  const { host, protocol } = new URL(endpoint);
  return {
    ...(!aws && {
      'serving.kserve.io/s3-endpoint': host,
      'serving.kserve.io/s3-usehttps': protocol === 'https:' ? '1' : '0',
    }),
    'serving.kserve.io/s3-region': region,
  };
}

/** What the connection says in each of its five keys, given how to write the two that are secret. */
export function connectionData({ region, endpoint, bucket }: DataConnection, user: string, password: string) {
  return {
    AWS_ACCESS_KEY_ID: user,
    AWS_SECRET_ACCESS_KEY: password,
    AWS_DEFAULT_REGION: region,
    AWS_S3_ENDPOINT: endpoint,
    AWS_S3_BUCKET: bucket,
  } satisfies Record<(typeof connectionKeys)[number], string>;
}

/** ModelMesh's and KServe's form, which odh-model-controller writes by itself where it runs. */
export function storageEntry({ region, endpoint, bucket }: DataConnection, user: string, password: string): string {
  return JSON.stringify({
    type: 's3',
    access_key_id: user,
    secret_access_key: password,
    endpoint_url: endpoint,
    bucket,
    default_bucket: bucket,
    region,
  });
}

/** The Secret that ModelMesh and KServe look storage keys up in. */
export const storageSecret = 'storage-config';
