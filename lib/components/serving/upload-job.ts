import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { ConfigMap } from '../../constructs/config-map';
import type { Env } from '../../constructs/env';
import { Job } from '../../constructs/job';
import { standardLabels } from '../../constructs/labels';
import type { PodPlatform } from '../../constructs/pod';
import { connectionKeys, modelAccount, type Connection } from '../../constructs/serving/connection';

/** Has the AWS command line, curl and sha256sum; speaks to MinIO and by an IAM role alike. */
const image = 'public.ecr.aws/aws-cli/aws-cli:2.22.35';

const belonging = { component: 'upload', partOf: 'serving' };

/** The script of the uploads, once per unit. */
export class UploadScript extends ConfigMap {
  public constructor(scope: Construct, id: string, namespace: string) {
    super(scope, id, {
      name: 'upload-model',
      namespace,
      labels: standardLabels({ name: 'upload-model', ...belonging }),
      data: { 'upload-model.sh': readFileSync(join(__dirname, 'upload-model.sh'), 'utf8') },
    });
  }
}

/** What a Job's name has left beside its hash, which tells the models apart whose names are cut. */
const longest = 63 - '-0123456789'.length;

function uploadName(model: string): string {
  return `upload-${model}`.slice(0, longest).replace(/-+$/, '');
}

/** Internal: the component fills it in, so an interface and no schema. */
export interface UploadJobProps {
  readonly model: string;
  readonly namespace: string;
  readonly platform: PodPlatform;
  readonly connection: Connection;
  readonly script: UploadScript;
  readonly source: { readonly url: string; readonly sha256: string };
  /** The key of the object. */
  readonly object: string;
}

/** Copies a model into the bucket, which it makes; without anything to do it ends at once. */
export class UploadJob extends Construct {
  public readonly job: Job;

  public constructor(scope: Construct, id: string, props: UploadJobProps) {
    super(scope, id);
    const { model, namespace, platform, connection, script, source, object } = props;
    this.job = new Job(this, 'job', {
      name: uploadName(model),
      ...belonging,
      namespace,
      platform,
      ...(connection.access.type === 'role' && { serviceAccount: { name: modelAccount, token: false } }),
      restartPolicy: 'Never',
      backoffLimit: 4,
      activeDeadlineSeconds: 3600,
      containers: [
        {
          name: 'upload',
          image,
          command: ['/bin/sh', '/scripts/upload-model.sh'],
          env: {
            ...connectionEnv(connection),
            MODEL_KEY: object,
            MODEL_SHA256: source.sha256,
            MODEL_URL: source.url,
            HOME: '/tmp',
            // Newer command lines send checksums that this MinIO does not know.
            AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
            AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
          },
          mounts: [{ path: '/scripts', configMap: script }],
          resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
        },
      ],
    });
  }
}

/** AWS itself is found by the region: an endpoint would only stand in the way of its other services. */
function connectionEnv({ name, access, aws, endpoint, bucket, region }: Connection): Env {
  const [user, password] = connectionKeys;
  return {
    ...(access.type === 'keys' && {
      [user]: { secret: name, key: user },
      [password]: { secret: name, key: password },
    }),
    AWS_DEFAULT_REGION: region,
    ...(!aws && { AWS_ENDPOINT_URL_S3: endpoint }),
    AWS_S3_BUCKET: bucket,
  };
}
