import { Construct } from 'constructs';
import type { Endpoint } from '../../../constructs/endpoint';
import { Claim } from '../../../constructs/pvc';
import { ExposedService } from '../../../constructs/service';
import { standardLabels } from '../../../constructs/labels';
import { Workload } from '../../../constructs/workload';
import { platforms } from '../../../environment/platforms';
import type { PlatformName } from '../../../model/fleet';
import type { MinioSettings } from '../settings/storage';
import { minioName, minioPorts, rootSecret } from './data-connection';

/** Internal: the component fills it in from parsed settings, so an interface and no schema. */
export interface MinioProps {
  readonly namespace: string;
  readonly platform: PlatformName;
  readonly settings: MinioSettings;
  readonly endpoints: readonly [Endpoint, ...Endpoint[]];
}

const data = '/data';

/** EKS has no default class; elsewhere the cluster's own is right. */
export function minioStorageClass({ class: named }: MinioSettings, platform: PlatformName): string | undefined {
  return named ?? (platform === 'eks' ? platforms.eks.storageClass : undefined);
}

/** S3 for models where a cluster has none: one MinIO on one volume, as a demonstration wants it. */
export class Minio extends Construct {
  public constructor(scope: Construct, id: string, { namespace, platform, settings, endpoints }: MinioProps) {
    super(scope, id);
    const belonging = { name: minioName, component: 'storage', partOf: 'serving' };
    const { size, image, replicas } = settings;
    const storageClass = minioStorageClass(settings, platform);
    const claim = new Claim(this, 'claim', {
      name: minioName,
      namespace,
      labels: standardLabels(belonging),
      settings: { size, access: 'ReadWriteOnce', ...(storageClass !== undefined && { class: storageClass }) },
    });
    const health = (path: string) => ({
      http: { path: `/minio/health/${path}`, port: minioPorts.api },
      timeoutSeconds: 5,
    });
    const workload = new Workload(this, 'workload', {
      ...belonging,
      namespace,
      platform,
      selector: { app: minioName },
      replicas,
      // The old server must let go of the volume before the new one takes it.
      strategy: { type: 'Recreate' },
      containers: [
        {
          name: minioName,
          image,
          command: ['minio'],
          // Its folder of certificates would lie in the home directory, which is read-only.
          args: ['server', data, '--console-address', `:${minioPorts.console}`, '--certs-dir', '/tmp/certs'],
          ports: { api: minioPorts.api, console: minioPorts.console },
          env: Object.fromEntries(
            [rootSecret.user, rootSecret.password].map((key) => [key, { secret: rootSecret.name, key }]),
          ),
          mounts: [{ path: data, claim: claim.name }],
          resources: { requests: { cpu: '200m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
          liveness: { ...health('live'), initialDelaySeconds: 10, periodSeconds: 20 },
          readiness: health('ready'),
        },
      ],
    });
    new ExposedService(this, 'service', { ...belonging, selector: workload.selector, endpoints });
  }
}
