import { z } from 'zod';
import { reject, rejecting } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';
import { exposureSchema, type ExposureSettings } from '../../../constructs/exposure';
import { bytesSchema } from '../../../constructs/quantity';
import { awsRegion } from '../../../environment/values/aws-region';
import { imageReference } from '../../../environment/values/image-syntax';
import { dnsLabel, dnsSubdomain } from '../../../environment/values/name-syntax';
import { httpUrl } from '../../../environment/values/url-syntax';
import { bucket } from '../../../constructs/serving/bucket-name';
import { roleArn } from '../../../constructs/serving/data-connection';
import { minioImage } from '../../../constructs/serving/minio';
import { replicasVolume } from './replicas-volume';

export const storageChoice = findingKind({
  code: 'storage-choice',
  why: 'All models of the block lie in one bucket of one S3 service.',
  fix: 'Choose `minio`, which is rendered, or `s3`, which exists; and for `s3` a role or a Secret, not both.',
  messages: {
    roleOffEks:
      'got a role on {name}, which is {platform}; ServiceAccounts stand for IAM roles on EKS only: use secret',
    roleInModelMesh: 'got a role on {name} in ModelMesh, which reads keys only; use secret, or the mode RawDeployment',
    notOne: 'got {got}; choose one of minio, s3',
    roleAndSecret: 'got {got:json}; a role takes the place of keys; remove secret',
  },
});

/** A MinIO that is rendered for the models. */
export interface MinioSettings {
  readonly size: string;
  readonly class?: string | undefined;
  readonly image: string;
  readonly replicas: number;
  /** `generated`: made in the cluster, known to nobody else. `backend`: a Secret of the environment's backend. */
  readonly credentials?: 'generated' | 'backend' | undefined;
  readonly expose: { readonly api?: ExposureSettings | undefined; readonly console?: ExposureSettings | undefined };
}

/** An S3 service that exists. */
export interface S3Settings {
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly role?: string | undefined;
  readonly secret?: string | undefined;
}

export interface StorageSettings {
  readonly minio?: MinioSettings | undefined;
  readonly s3?: S3Settings | undefined;
  readonly bucket: string;
}

const minio = z.strictObject({
  size: bytesSchema.meta({ description: 'Size of its volume, as 5Gi.' }),
  class: dnsSubdomain.optional().meta({ description: "StorageClass; the cluster's default without it." }),
  image: imageReference.default(minioImage),
  replicas: z
    .number()
    .int()
    .min(1)
    .refine(
      (count) => count === 1,
      rejecting((got) => replicasVolume.fault('minio', { got })),
    )
    .default(1)
    .meta({ description: 'Pods; its volume has room for one.' }),
  credentials: z.enum(['generated', 'backend']).optional().meta({
    description:
      'generated: by External Secrets, in the cluster; its default with that backend. backend: a Secret of it.',
  }),
  expose: z
    .strictObject({
      api: exposureSchema.optional().meta({ description: 'How the S3 API is reached from outside.' }),
      console: exposureSchema.optional().meta({ description: 'How the console is reached from outside.' }),
    })
    .prefault({})
    .meta({ description: 'How the S3 API and the console are reached from outside; Routes on OpenShift by default.' }),
});

const s3 = z
  .strictObject({
    region: dnsLabel.meta({ description: 'The region of the bucket, as eu-central-1.' }),
    endpoint: httpUrl.optional().meta({ description: 'Where it is not AWS: http(s)://host:port.' }),
    role: roleArn.optional().meta({
      description: 'EKS: the IAM role that reads and writes the bucket (IRSA), in place of keys.',
      examples: ['arn:aws:iam::123456789012:role/models'],
    }),
    secret: dnsLabel.optional().meta({ description: 'The Secret with the keys.', default: 'aws-connection-s3' }),
  })
  .refine(({ region, endpoint }) => endpoint !== undefined || awsRegion.safeParse(region).success, {
    error: 'write a region as AWS does: us-east-1, or the endpoint of another service',
    path: ['region'],
  });

/** The block `storage`: where models lie. */
export const storage: z.ZodType<StorageSettings> = z
  .strictObject({
    minio: minio.optional().meta({ description: 'A MinIO that is rendered.' }),
    s3: s3.optional().meta({ description: 'An S3 service that exists.' }),
    bucket,
  })
  .superRefine((settings, context) => {
    const given = (['minio', 's3'] as const).filter((kind) => settings[kind] !== undefined);
    if (given.length !== 1) {
      reject(context, () => storageChoice.fault('notOne', { got: given.join(' and ') || 'neither minio nor s3' }));
    }
    if (settings.s3?.role !== undefined && settings.s3.secret !== undefined)
      reject(context, (got) => storageChoice.fault('roleAndSecret', { got }), ['s3', 'secret']);
  })
  .meta({ description: 'Where models lie: a MinIO to render, or an S3 service that exists.' });
