import { Construct } from 'constructs';
import { ConfigMap } from '../../constructs/config-map';
import type { ContainerProps } from '../../constructs/container';
import { standardLabels } from '../../constructs/labels';
import type { Mount } from '../../constructs/mount';
import { ExposedService, skupperAnnotations } from '../../constructs/service';
import { Workload } from '../../constructs/workload';
import { partOf } from './names';
import { scorerNamespace, type ScorerSite } from './plan';
import { variableValue, type ScorerSettings } from './scorer-settings';

const models = '/models';

/** A scorer's pods, its config file, and the Service by which they are reached. */
export class ScorerDeployment extends Construct {
  constructor(scope: Construct, id: string, site: ScorerSite, settings: ScorerSettings) {
    super(scope, id);
    const { workload, cluster, endpoint } = site;
    const { name, image, port, healthPath, writesModelDir } = workload;
    const belonging = { name, component: 'scorer', partOf };
    // Upstream's samples select by `app`, and so may whoever watches them.
    const selector = { app: name };
    const mounts: Mount[] = [
      ...(writesModelDir ? [{ path: models, emptyDir: 'models', sizeLimit: '1Gi' }] : []),
      ...this.configFile(site, settings),
    ];
    const deployment = new Workload(this, 'workload', {
      ...belonging,
      namespace: scorerNamespace(site),
      platform: cluster.platform,
      selector,
      annotations: skupperAnnotations(endpoint),
      containers: [
        {
          name,
          image: settings.image ?? image,
          ports: { http: port },
          env: { ...variables(site, settings), ...(writesModelDir && { MODEL_DIR: models }) },
          mounts,
          resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
          ...probes(healthPath, port),
        },
      ],
    });
    new ExposedService(this, 'service', { ...belonging, selector: deployment.selector, endpoints: [endpoint] });
  }

  private configFile(site: ScorerSite, { config }: ScorerSettings): Mount[] {
    const { name, configFile } = site.workload;
    if (configFile === undefined) return [];
    const { configMap, key, mountPath, content } = configFile;
    const source = new ConfigMap(this, 'config', {
      name: configMap,
      namespace: scorerNamespace(site),
      labels: standardLabels({ name, component: 'scorer', partOf }),
      data: { [key]: `${JSON.stringify(config ?? content, undefined, 2)}\n` },
    });
    return [{ path: mountPath, configMap: source, file: key }];
  }
}

/**
 * A scorer may answer nothing while it scores: one that trains on each series first does so for minutes. So the kubelet
 * restarts it only where its port is closed, which a busy program cannot be blamed for; and its Service leaves it out, by
 * which the hub would call it Inactive, only after two minutes without an answer.
 */
function probes(path: string, port: number): Pick<ContainerProps, 'liveness' | 'readiness'> {
  return { liveness: { tcp: { port } }, readiness: { http: { path, port }, timeoutSeconds: 5, failureThreshold: 12 } };
}

/** What the program is told: the environment's values, else the catalogue's. */
function variables({ workload }: ScorerSite, settings: ScorerSettings): Record<string, string> {
  return Object.fromEntries(
    workload.env.flatMap((variable) => {
      const value = variableValue(settings, variable);
      return value === undefined ? [] : [[variable.name, String(value)] as const];
    }),
  );
}
