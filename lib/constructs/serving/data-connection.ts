import { Construct } from 'constructs';
import { z } from 'zod';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import { httpUrl } from '../../environment/values/url-syntax';
import { parseProps, propsError, type Shape } from '../props';
import { bucket } from './bucket-name';
import { ConnectionCopies } from './connection-copies';
import type { Connection, KeyAccess, KeyOrigin } from './connection';
import { GeneratedKeys } from './generated-keys';
import { ModelAccount } from './model-account';
import type { Minio } from './minio';

/** The bucket of models, and the access to it. */
export interface DataConnectionProps {
  readonly namespace: string;
  readonly bucket: string;
  /** The MinIO that has the bucket: it gives endpoint, region and the Secret of the keys. @default - another S3 service */
  readonly minio?: Minio;
  /** The name of the Secret that holds the connection, and so its storage key. @default aws-connection-s3, aws-connection-minio */
  readonly name?: string;
  /** The name that a dashboard shows. @default S3, MinIO */
  readonly displayName?: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** The URL of the S3 service. @default - that of AWS in the region */
  readonly endpoint?: string;
  /** EKS: the ARN of the IAM role that reads and writes the bucket, in place of keys. @default - keys in a Secret */
  readonly role?: string;
  /**
   * `given`: somebody makes the Secret of the connection, with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION,
   * AWS_S3_ENDPOINT and AWS_S3_BUCKET. `copied`: External Secrets makes it from `origin`. `generated`: External Secrets makes
   * `origin` too, with random keys.
   *
   * @default given
   */
  readonly keys?: 'given' | 'copied' | 'generated';
  /**
   * The Secret that user and password come from first, and their keys in it.
   *
   * @default - the root user's of MinIO; else `<name>-keys` with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
   */
  readonly origin?: KeyOrigin;
  /** Whether the entry of the Secret `storage-config` is written too, from which ModelMesh reads. @default false */
  readonly storageConfig?: boolean;
  /** Whether the ServiceAccount `model-storage` is made, by which predictors read the bucket. @default true */
  readonly serviceAccount?: boolean;
}

/** The ARN of an IAM role. */
export const roleArn = z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, {
  error: 'write the ARN of a role, as arn:aws:iam::123456789012:role/models',
});

const schema = z
  .strictObject({
    namespace: dnsLabel,
    bucket,
    minio: z.custom<Minio>((value) => Construct.isConstruct(value), { error: 'give a Minio' }).optional(),
    name: dnsSubdomain.optional(),
    displayName: z.string().min(1).optional(),
    region: dnsLabel.optional(),
    endpoint: httpUrl.optional(),
    role: roleArn.optional(),
    keys: z.enum(['given', 'copied', 'generated']).default('given'),
    origin: z.strictObject({ name: dnsSubdomain, user: z.string().min(1), password: z.string().min(1) }).optional(),
    storageConfig: z.boolean().default(false),
    serviceAccount: z.boolean().default(true),
  } satisfies Shape<DataConnectionProps>)
  .refine(({ role, keys }) => role === undefined || keys === 'given', {
    error: 'a role takes the place of keys; leave one of the two out',
    path: ['role'],
  });

/** A bucket of an S3 service, in every form by which KServe, ModelMesh and OpenShift AI read it. */
export class DataConnection extends Construct {
  public readonly namespace: string;
  /** The account with which predictors read the bucket; undefined where it is not made here. */
  public readonly serviceAccount: string | undefined;
  /** The whole connection except the keys themselves. */
  public readonly connection: Connection;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: DataConnectionProps) {
    super(scope, id);
    const given = parseProps(this, 'DataConnection', schema, props);
    const { namespace, keys, storageConfig } = given;
    if (given.minio && given.minio.namespace !== namespace && keys !== 'given') {
      const message = `got ${namespace}, but the keys are in ${given.minio.namespace}; External Secrets copies inside one namespace`;
      throw propsError(this, 'DataConnection', [{ path: 'namespace', message }]);
    }
    this.namespace = namespace;
    this.connection = connectionOf(given);
    const { access } = this.connection;
    if (access.type === 'keys' && keys !== 'given') {
      const { origin } = access;
      if (keys === 'generated') new GeneratedKeys(this, 'keys', namespace, origin);
      new ConnectionCopies(this, 'copies', { namespace, connection: this.connection, origin, storageConfig });
    }
    this.serviceAccount = given.serviceAccount
      ? new ModelAccount(this, 'account', namespace, this.connection).name
      : undefined;
  }
}

const made = { given: 'person', copied: 'store', generated: 'generated' } as const satisfies Record<
  string,
  KeyAccess['made']
>;

function connectionOf(given: z.output<typeof schema>): Connection {
  const { minio, bucket, role, keys } = given;
  const { name = minio ? 'aws-connection-minio' : 'aws-connection-s3' } = given;
  const { region = minio?.region ?? 'us-east-1', endpoint = minio?.url } = given;
  const usual = { name: `${name}-keys`, user: 'AWS_ACCESS_KEY_ID', password: 'AWS_SECRET_ACCESS_KEY' };
  const origin = given.origin ?? minio?.rootUser ?? usual;
  return {
    name,
    displayName: given.displayName ?? (minio ? 'MinIO' : 'S3'),
    bucket,
    region,
    endpoint: (endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, ''),
    aws: endpoint === undefined,
    access: role === undefined ? { type: 'keys', made: made[keys], origin } : { type: 'role', role },
  };
}
