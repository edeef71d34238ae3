import { Construct } from 'constructs';
import { ExposedService, skupperAnnotations } from '../../constructs/service';
import { Workload } from '../../constructs/workload';
import type { PlannedScorer } from './plan';

/** A scorer's pods and the Service by which they are reached. */
export class ScorerDeployment extends Construct {
  constructor(scope: Construct, id: string, { workload, cluster, endpoint }: PlannedScorer) {
    super(scope, id);
    const { name, namespace, image, port, healthPath, env } = workload;
    const belonging = { name, component: 'scorer', partOf: 'dynamic-scoring' };
    const probe = { http: { path: healthPath, port } };
    // The chart's samples select by `app`, and so may whoever watches them.
    const selector = { app: name };
    const deployment = new Workload(this, 'workload', {
      ...belonging,
      namespace,
      platform: cluster.platform,
      selector,
      annotations: skupperAnnotations(endpoint),
      containers: [
        {
          name,
          image,
          ports: { http: port },
          env: Object.fromEntries(
            env.flatMap(({ name: key, default: value }) => (value === undefined ? [] : [[key, String(value)]])),
          ),
          resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
          liveness: probe,
          readiness: probe,
        },
      ],
    });
    new ExposedService(this, 'service', { ...belonging, selector: deployment.selector, endpoints: [endpoint] });
  }
}
