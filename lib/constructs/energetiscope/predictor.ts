import { Construct } from 'constructs';
import { z } from 'zod';
import { int32 } from '../../environment/values/int32';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import { markers } from '../../model/marker';
import type { Cluster } from '../../model/fleet';
import type { ContainerProps, ImagePullPolicy } from '../container';
import { serviceUrl, type Endpoint } from '../endpoint';
import { clusterIP, exposureSchema, toExposure, type ExposureSettings } from '../exposure';
import type { ClaimMount } from '../mount';
import { placementShape, type PodPlacement } from '../pod-settings';
import { parseProps, propsError, type Shape } from '../props';
import { resourcesSchema, type Resources } from '../quantity';
import { ExposedService } from '../service';
import { ServiceAccount } from '../service-account';
import { clusterOf, refuseUnfit, targetShape, type TargetProps } from '../target';
import { Workload } from '../workload';
import { artifactsFolder, belonging, labelsOf, names, ports, script, scriptArgs } from './names';
import { imageShape, podOnVolume, volumeSchema, type ModelVolume } from './pod';
import { release as releaseSchema } from './steps';

/** The service that predicts the energy of workloads. */
export interface EnergetiScopePredictorProps extends TargetProps, PodPlacement {
  readonly namespace: string;
  /** The volume that holds the models: a `Claim`, or the name of one. */
  readonly volume: ModelVolume;
  /** @default ghcr.io/mskazemi/energetiscope:latest */
  readonly image?: string;
  /** @default IfNotPresent */
  readonly imagePullPolicy?: ImagePullPolicy;
  /** How it is reached from outside its cluster; Skupper cannot. @default - only from inside */
  readonly expose?: ExposureSettings;
  /** Number of pods. @default 1 */
  readonly replicas?: number;
  /** Serve this release and no newer one, as `20260811T030000Z`. @default - the newest */
  readonly release?: string;
  /** CPU and memory. @default - requests 100m and 256Mi, limits 1 and 1Gi */
  readonly resources?: Resources;
  /** An account without any right. @default - one is made */
  readonly serviceAccount?: string;
  /** Seconds until its rollout counts as failed; it waits for the first model. @default 604800, a week */
  readonly progressDeadlineSeconds?: number;
}

const schema = z.strictObject({
  ...targetShape,
  ...imageShape,
  namespace: dnsLabel,
  volume: volumeSchema,
  expose: exposureSchema.optional(),
  replicas: int32(1).default(1),
  release: releaseSchema.optional(),
  ...placementShape,
  resources: resourcesSchema.default({
    requests: { cpu: '100m', memory: '256Mi' },
    limits: { cpu: '1', memory: '1Gi' },
  }),
  serviceAccount: dnsSubdomain.optional(),
  progressDeadlineSeconds: int32(1).default(7 * 24 * 3600),
} satisfies Shape<EnergetiScopePredictorProps>);

type Given = z.output<typeof schema>;

const answer = '/openapi.json';

/** Its two ports: `http`, exposed as `expose` says, then `api`, for its own cluster only. */
export function predictorEndpoints(
  cluster: Cluster,
  namespace: string,
  expose: ExposureSettings | undefined,
): [Endpoint, Endpoint] {
  const shared = { cluster, namespace, service: names.predictor, targetPort: ports.api };
  const exposure = expose === undefined ? clusterIP : toExposure(expose);
  return [
    { ...shared, portName: 'http', port: ports.service, exposure },
    { ...shared, portName: 'api', port: ports.api, exposure: clusterIP },
  ];
}

/**
 * The service that predicts. It serves the release that the link `current` leads to when it starts; when the link moves, its
 * liveness probe fails and the kubelet starts it again, without any right in the cluster.
 */
export class EnergetiScopePredictor extends Construct {
  /** Its URL inside the cluster, without a path. */
  public readonly url: string;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: EnergetiScopePredictorProps) {
    super(scope, id);
    const given = parseProps(this, 'EnergetiScopePredictor', schema, props);
    const { namespace, platform, volume, expose } = given;
    const cluster = clusterOf(given);
    refuseUnfit(this, 'EnergetiScopePredictor', cluster, { expose });
    if (expose?.skupper !== undefined) {
      const message = 'got skupper, whose Service would have the name of the predictor; use another way';
      throw propsError(this, 'EnergetiScopePredictor', [{ path: 'expose', message }]);
    }
    const [exposed, api] = predictorEndpoints(cluster, namespace, expose);
    this.url = serviceUrl(api);
    const { wait, serve } = containers(given);
    const owner = belonging(names.predictor, 'predictor');
    const workload = new Workload(this, 'workload', {
      ...owner,
      namespace,
      annotations: { [markers.waitsFor]: 'the first training' },
      ...podOnVolume(platform, volume, given),
      serviceAccount: { name: given.serviceAccount ?? this.account(namespace), token: false },
      replicas: given.replicas,
      progressDeadlineSeconds: given.progressDeadlineSeconds,
      initContainers: [wait],
      containers: [serve],
    });
    new ExposedService(this, 'service', { ...owner, selector: workload.selector, endpoints: [exposed, api] });
  }

  private account(namespace: string): string {
    const { account: name } = names;
    return new ServiceAccount(this, 'account', { name, namespace, labels: labelsOf(name, 'account') }).name;
  }
}

function containers({ volume, image, imagePullPolicy, release, resources }: Given) {
  const artifacts: ClaimMount = { path: artifactsFolder, claim: volume.name, readOnly: true };
  const shared = { image, imagePullPolicy, mounts: [artifacts] };
  const env = { RELEASE: `${artifactsFolder}/${release === undefined ? 'current' : `releases/${release}`}` };
  const http = { http: { path: answer, port: ports.api } };
  const wait: ContainerProps = {
    ...shared,
    name: 'wait-for-release',
    args: scriptArgs('wait-for-release'),
    env,
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
  };
  const serve: ContainerProps = {
    ...shared,
    name: 'api',
    args: scriptArgs('serve', '--host', '0.0.0.0', '--port', String(ports.api)),
    ports: { http: ports.api },
    env: { ...env, LOADED: '/tmp/release', URL: `http://localhost:${ports.api}${answer}` },
    resources,
    // Loading the libraries takes a while on a small node.
    startup: { ...http, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
    readiness: { ...http, timeoutSeconds: 5 },
    // The script tries again by itself, so its first failure counts.
    liveness: {
      exec: ['/bin/bash', '-c', script('alive')],
      periodSeconds: 20,
      timeoutSeconds: 19,
      failureThreshold: 1,
    },
  };
  return { wait, serve };
}
