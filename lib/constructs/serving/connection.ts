/**
 * The bucket of models and the access to it: one object, from which all of its forms are made. They are MinIO's root Secret,
 * OpenShift AI's data connection, KServe's annotations with its ServiceAccount, and ModelMesh's entry of `storage-config`.
 */
export interface Connection {
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

/** The keys of the data connection. */
export const connectionKeys = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_DEFAULT_REGION',
  'AWS_S3_ENDPOINT',
  'AWS_S3_BUCKET',
] as const;

/** MinIO takes any region in a request, but a bucket outside this one must be asked for with its name. */
export const minioRegion = 'us-east-1';

export const minioPorts = { api: 9000, console: 9090 } as const;

/** Labels by which OpenShift AI's dashboard shows the Secret as a data connection of its project. */
export const dashboardLabels = { 'opendatahub.io/dashboard': 'true', 'opendatahub.io/managed': 'true' };

export function dashboardAnnotations({ displayName }: Connection): Record<string, string> {
  return { 'opendatahub.io/connection-type': 's3', 'openshift.io/display-name': displayName };
}

/**
 * The annotations that KServe reads in addition to the keys: on the Secret, or where a role takes their place on the ServiceAccount. It hands an
 * endpoint on for every service of AWS, the one that gives out the role's credentials among them: so AWS itself gets none.
 */
export function kserveAnnotations({ endpoint, region, aws }: Connection): Record<string, string> {
  const { host, protocol } = new URL(endpoint);
  return {
    ...(!aws && {
      'serving.kserve.io/s3-endpoint': host,
      'serving.kserve.io/s3-usehttps': protocol === 'https:' ? '1' : '0',
    }),
    'serving.kserve.io/s3-region': region,
  };
}

/** The value of each of the five keys of the connection, given the two that are secret. */
export function connectionData({ region, endpoint, bucket }: Connection, user: string, password: string) {
  return {
    AWS_ACCESS_KEY_ID: user,
    AWS_SECRET_ACCESS_KEY: password,
    AWS_DEFAULT_REGION: region,
    AWS_S3_ENDPOINT: endpoint,
    AWS_S3_BUCKET: bucket,
  } satisfies Record<(typeof connectionKeys)[number], string>;
}

/** ModelMesh's and KServe's form, which odh-model-controller writes by itself where it runs. */
export function storageEntry({ region, endpoint, bucket }: Connection, user: string, password: string): string {
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
