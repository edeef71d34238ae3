import { Construct } from 'constructs';
import { z } from 'zod';
import { int32 } from '../../environment/values/int32';
import { imageReference } from '../../environment/values/image-syntax';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import { port } from '../../environment/values/port-range';
import { ConfigMap } from '../config-map';
import type { ContainerProps } from '../container';
import type { Endpoint } from '../endpoint';
import { clusterIP, exposureSchema, toExposure, type ExposureSettings } from '../exposure';
import { standardLabels } from '../labels';
import type { Mount } from '../mount';
import { podShape, scheduled, type PodSettings } from '../pod-settings';
import { parseProps, type Shape } from '../props';
import { resourcesSchema, type Resources } from '../quantity';
import { ExposedService, skupperAnnotations } from '../service';
import { clusterOf, refuseUnfit, targetShape, type TargetProps } from '../target';
import { Workload } from '../workload';

/** A file that a scorer reads at its start. */
export interface ScorerConfigFile {
  /** The ConfigMap's name. */
  readonly configMap: string;
  /** Its key in the ConfigMap. */
  readonly key: string;
  /** The full path of the file in the container; the other files of its folder stay visible. */
  readonly mountPath: string;
  /** Any JSON value. */
  readonly content: unknown;
}

/** A program that answers score requests of Open Cluster Management's dynamic scoring framework. */
export interface ScorerDeploymentProps extends TargetProps, PodSettings {
  /** The name of the Deployment, and its label `app`. */
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  /** The TCP port that the program listens on, and its Service too. */
  readonly port: number;
  /** The path that answers 200 while the program serves. @default /healthz */
  readonly healthPath?: string;
  /** Environment variables of the program. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the program writes models at its start, into the folder that `MODEL_DIR` names. @default false */
  readonly writesModelDir?: boolean;
  /** @default - none */
  readonly configFile?: ScorerConfigFile;
  /** How it is reached from outside its cluster: exactly one way. @default - only from inside */
  readonly expose?: ExposureSettings;
  /** The name of the Service. @default - that of the Deployment */
  readonly service?: string;
  /** CPU and memory. @default - requests 50m and 128Mi, limits 500m and 512Mi */
  readonly resources?: Resources | undefined;
  /** @default 1 */
  readonly replicas?: number | undefined;
}

const absolute = z.string().startsWith('/', { error: 'a path begins with "/"' });

const shape = {
  ...targetShape,
  name: dnsLabel,
  namespace: dnsLabel,
  image: imageReference,
  port,
  healthPath: absolute.default('/healthz'),
  env: z.record(z.string(), z.string()).default({}),
  writesModelDir: z.boolean().default(false),
  configFile: z
    .strictObject({ configMap: dnsSubdomain, key: z.string().min(1), mountPath: absolute, content: z.unknown() })
    .optional(),
  expose: exposureSchema.optional(),
  service: dnsLabel.optional(),
  ...podShape,
  replicas: int32(1).default(1),
  resources: resourcesSchema.default({
    requests: { cpu: '50m', memory: '128Mi' },
    limits: { cpu: '500m', memory: '512Mi' },
  }),
} satisfies Shape<ScorerDeploymentProps>;

const schema = z.strictObject(shape);

const models = '/models';

/** A scorer's pods, its config file, and the Service by which they are reached. */
export class ScorerDeployment extends Construct {
  /** Its Service: `reach` gives the URL of it. */
  public readonly endpoint: Endpoint;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: ScorerDeploymentProps) {
    super(scope, id);
    const given = parseProps(this, 'ScorerDeployment', schema, props);
    const { name, namespace, image, port: number, service = name, writesModelDir, expose } = given;
    const cluster = clusterOf(given);
    refuseUnfit(this, 'ScorerDeployment', cluster, { expose });
    const exposure = expose === undefined ? clusterIP : toExposure(expose);
    this.endpoint = { cluster, namespace, service, port: number, exposure };
    const belonging = { name, component: 'scorer', partOf: 'dynamic-scoring' };
    const mounts: Mount[] = [
      ...(writesModelDir ? [{ path: models, emptyDir: 'models', sizeLimit: '1Gi' }] : []),
      ...this.configFile(given),
    ];
    const deployment = new Workload(this, 'workload', {
      ...belonging,
      namespace,
      platform: given.platform,
      replicas: given.replicas,
      scheduling: scheduled(given),
      // Upstream's samples select by `app`, and so may whoever watches them.
      selector: { app: name },
      annotations: skupperAnnotations(this.endpoint),
      containers: [
        {
          name,
          image,
          ports: { http: number },
          env: { ...given.env, ...(writesModelDir && { MODEL_DIR: models }) },
          mounts,
          resources: given.resources,
          ...probes(given.healthPath, number),
        },
      ],
    });
    new ExposedService(this, 'service', { ...belonging, selector: deployment.selector, endpoints: [this.endpoint] });
  }

  private configFile({ name, namespace, configFile }: z.output<typeof schema>): Mount[] {
    if (configFile === undefined) return [];
    const { configMap, key, mountPath, content } = configFile;
    const source = new ConfigMap(this, 'config', {
      name: configMap,
      namespace,
      labels: standardLabels({ name, component: 'scorer', partOf: 'dynamic-scoring' }),
      data: { [key]: `${JSON.stringify(content, undefined, 2)}\n` },
    });
    return [{ path: mountPath, configMap: source, file: key }];
  }
}

/**
 * A scorer may not answer while it scores: one that first trains on each series is busy for minutes. So the kubelet restarts
 * it only if its port is closed, which does not happen to a busy program. Its Service drops it only after two minutes without
 * an answer, because the hub then calls it Inactive.
 */
function probes(path: string, number: number): Pick<ContainerProps, 'liveness' | 'readiness'> {
  return {
    liveness: { tcp: { port: number } },
    readiness: { http: { path, port: number }, timeoutSeconds: 5, failureThreshold: 12 },
  };
}
