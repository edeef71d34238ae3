import { Construct } from 'constructs';
import { z } from 'zod';
import { storageClassWithoutDefault } from '../../environment/storage-class';
import { imageReference } from '../../environment/values/image-syntax';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import type { Cluster } from '../../model/fleet';
import { platformOf } from '../../platforms/catalogue';
import { serviceUrl, type Endpoint } from '../endpoint';
import { clusterIP, exposureSchema, toExposure, type ExposureSettings } from '../exposure';
import { standardLabels } from '../labels';
import { parseProps, type Shape } from '../props';
import { Claim } from '../pvc';
import { bytesSchema, resourcesSchema, type Resources } from '../quantity';
import { ExposedService } from '../service';
import { clusterOf, refuseUnfit, targetShape, type TargetProps } from '../target';
import { Workload } from '../workload';
import { minioName, minioPorts, minioRegion, rootSecret, type KeyOrigin } from './connection';

/** The image of MinIO, where no other is named. */
export const minioImage = 'quay.io/minio/minio:RELEASE.2023-06-19T19-52-50Z';

/** An S3 service for models where a cluster has none. */
export interface MinioProps extends TargetProps {
  readonly namespace: string;
  /** The size of its volume, as `5Gi`. */
  readonly size: string;
  /** The StorageClass of its volume. @default - gp3 on EKS, which has no default class; elsewhere the cluster's default */
  readonly class?: string;
  /** @default quay.io/minio/minio:RELEASE.2023-06-19T19-52-50Z */
  readonly image?: string;
  /** How the S3 API and the console are reached from outside. @default - Routes on OpenShift, elsewhere not at all */
  readonly expose?: { readonly api?: ExposureSettings | undefined; readonly console?: ExposureSettings | undefined };
  /** The Secret with MINIO_ROOT_USER and MINIO_ROOT_PASSWORD; `DataConnection` can make it. @default minio-root-user */
  readonly rootUser?: string;
  /** CPU and memory. @default - requests 200m and 1Gi, limits 2 and 2Gi */
  readonly resources?: Resources;
}

const schema = z.strictObject({
  ...targetShape,
  namespace: dnsLabel,
  size: bytesSchema,
  class: dnsSubdomain.optional(),
  image: imageReference.default(minioImage),
  expose: z.strictObject({ api: exposureSchema.optional(), console: exposureSchema.optional() }).default({}),
  rootUser: dnsSubdomain.default(rootSecret.name),
  resources: resourcesSchema.default({
    requests: { cpu: '200m', memory: '1Gi' },
    limits: { cpu: '2', memory: '2Gi' },
  }),
} satisfies Shape<MinioProps>);

const data = '/data';

/** The endpoints of MinIO: its API and its console, each exposed by itself; by default as Routes where the platform has them. */
export function minioEndpoints(
  cluster: Cluster,
  namespace: string,
  expose: NonNullable<MinioProps['expose']>,
): [Endpoint, Endpoint] {
  const usual = platformOf(cluster).routes ? ({ type: 'route', tls: 'edge' } as const) : clusterIP;
  const endpoint = (portName: 'api' | 'console', name: string, said?: ExposureSettings): Endpoint => ({
    ...{ cluster, namespace, service: minioName, name, portName },
    port: minioPorts[portName],
    exposure: said === undefined ? usual : toExposure(said),
  });
  return [endpoint('api', 'minio-s3', expose.api), endpoint('console', 'minio-console', expose.console)];
}

/** S3 for models where a cluster has none: one MinIO on one volume, as a demonstration wants it. */
export class Minio extends Construct {
  public readonly namespace: string;
  /** The URL of its S3 API inside the cluster. */
  public readonly url: string;
  /** The region that its buckets lie in. */
  public readonly region = minioRegion;
  /** The Secret with its root user, and the keys of user and password in it. */
  public readonly rootUser: KeyOrigin;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: MinioProps) {
    super(scope, id);
    const given = parseProps(this, 'Minio', schema, props);
    const { namespace, size, platform, image, expose } = given;
    const cluster = clusterOf(given);
    refuseUnfit(this, 'Minio', cluster, { 'expose.api': expose.api, 'expose.console': expose.console });
    this.namespace = namespace;
    this.url = serviceUrl({ service: minioName, namespace, port: minioPorts.api });
    this.rootUser = { ...rootSecret, name: given.rootUser };
    const belonging = { name: minioName, component: 'storage', partOf: 'serving' };
    const storageClass = storageClassWithoutDefault(cluster, given.class);
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
            [rootSecret.user, rootSecret.password].map((key) => [key, { secret: given.rootUser, key }]),
          ),
          mounts: [{ path: data, claim: claim.name }],
          resources: given.resources,
          liveness: { ...health('live'), initialDelaySeconds: 10, periodSeconds: 20 },
          readiness: health('ready'),
        },
      ],
    });
    const endpoints = minioEndpoints(cluster, namespace, expose);
    new ExposedService(this, 'service', { ...belonging, selector: workload.selector, endpoints });
  }
}
