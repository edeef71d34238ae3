import { Construct } from 'constructs';
import { IntOrString, KubeNetworkPolicy } from '../../../imports/k8s';
import { ConfigMap } from '../../constructs/config-map';
import type { Endpoint } from '../../constructs/endpoint';
import { standardLabels } from '../../constructs/labels';
import { ExposedService } from '../../constructs/service';
import { Workload } from '../../constructs/workload';
import type { Engine } from '../../scoring/engine';
import { contentFiles } from './content';
import type { ScoringApiSettings } from './settings';
import { contentFolder, healthPath, serverPort } from './web-server';

/** The pods that serve the documents, the Service before them, and who may talk to them. */
export class ScoringApiServer extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { image, replicas }: ScoringApiSettings,
    endpoint: Endpoint,
    engines: readonly Engine[],
  ) {
    super(scope, id);
    const { cluster, namespace, service: name } = endpoint;
    const belonging = { name, component: 'web-server', partOf: 'scoring-api' };
    const labels = standardLabels(belonging);
    const content = new ConfigMap(this, 'content', { name, namespace, labels, data: contentFiles(engines) });
    const probe = { http: { path: healthPath, port: serverPort } };
    const workload = new Workload(this, 'workload', {
      ...belonging,
      namespace,
      platform: cluster.platform,
      replicas,
      containers: [
        {
          name: 'nginx',
          image,
          // Not the image's entry point, which edits a configuration of its own.
          command: ['nginx', '-e', 'stderr', '-c', `${contentFolder}/nginx.conf`, '-g', 'daemon off;'],
          ports: { http: serverPort },
          mounts: [{ path: contentFolder, configMap: content }],
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
          liveness: probe,
          readiness: probe,
        },
      ],
    });
    new ExposedService(this, 'service', { ...belonging, selector: workload.selector, endpoints: [endpoint] });
    new KubeNetworkPolicy(this, 'policy', {
      metadata: { name, namespace, labels },
      spec: {
        podSelector: { matchLabels: workload.selector },
        policyTypes: ['Ingress', 'Egress'],
        // Anybody may read; the pods themselves talk to nobody.
        ingress: [{ ports: [{ port: IntOrString.fromNumber(serverPort), protocol: 'TCP' }] }],
        egress: [],
      },
    });
  }
}
