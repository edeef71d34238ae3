import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { IntOrString, KubeNetworkPolicy } from '../../../../imports/k8s';
import { ConfigMap } from '../../../constructs/config-map';
import { clusterIP } from '../../../constructs/exposure';
import { standardLabels } from '../../../constructs/labels';
import { SecretToken } from '../../../constructs/secret-token';
import { ExposedService } from '../../../constructs/service';
import { Workload } from '../../../constructs/workload';
import type { Cluster } from '../../../model/fleet';
import { platformOf } from '../../../platforms/catalogue';
import { agentLabels, agentNamespace } from '../../../scoring/framework';
import { partOf } from '../names';
import { caFolder, healthPath, proxyConfig, proxyPort, variables } from './proxy-config';
import { clusterPrometheusName as name, prometheusWay, type PrometheusWay } from './way';

/** A release tag of the unprivileged image: it runs as any user and listens on ports above 1024. */
const image = 'docker.io/nginxinc/nginx-unprivileged:1.29.3-alpine';

const namespace = agentNamespace;
const belonging = { name, component: 'prometheus', partOf };
const configFolder = '/etc/prometheus-proxy';

/** The Service that leads to the metrics of its own cluster, under one name on every cluster. */
export class ClusterPrometheus extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    const way = prometheusWay(cluster);
    if (way.alias === undefined) this.proxy(way, cluster);
    else
      new ApiObject(this, 'service', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace, labels: standardLabels(belonging) },
        spec: {
          type: 'ExternalName',
          externalName: way.alias,
          ports: [{ name: 'http', port: proxyPort, targetPort: proxyPort, protocol: 'TCP' }],
        },
      });
  }

  private proxy(way: PrometheusWay, cluster: Cluster): void {
    const { token, ca, readerRole } = way;
    const labels = standardLabels(belonging);
    const config = new ConfigMap(this, 'config', {
      name,
      namespace,
      labels,
      data: { 'nginx.conf.template': proxyConfig(way) },
    });
    if (readerRole !== undefined && token !== undefined)
      new SecretToken(this, 'token', {
        name: token.name,
        namespace,
        labels,
        serviceAccount: `${name}-reader`,
        clusterRole: readerRole,
      });
    const probe = { http: { path: healthPath, port: proxyPort } };
    const workload = new Workload(this, 'workload', {
      ...belonging,
      namespace,
      platform: platformOf(cluster),
      containers: [
        {
          name: 'nginx',
          image,
          command: ['sh', '-c', start],
          ports: { http: proxyPort },
          env: token === undefined ? {} : { TOKEN: { secret: token.name, key: token.key } },
          mounts: [
            { path: configFolder, configMap: config },
            ...(ca === undefined ? [] : [{ path: caFolder, configMap: { name: ca.name } }]),
          ],
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '200m', memory: '64Mi' } },
          liveness: probe,
          readiness: probe,
        },
      ],
    });
    const exposure = clusterIP;
    new ExposedService(this, 'service', {
      ...belonging,
      selector: workload.selector,
      endpoints: [{ cluster, namespace, service: name, port: proxyPort, exposure }],
    });
    // The proxy adds its token to every request, so only agents may send one.
    new KubeNetworkPolicy(this, 'policy', {
      metadata: { name, namespace, labels },
      spec: {
        podSelector: { matchLabels: workload.selector },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: agentLabels } }],
            ports: [{ port: IntOrString.fromNumber(proxyPort), protocol: 'TCP' }],
          },
        ],
      },
    });
  }
}

/** Fills in the token, which no rendered file may contain, and the name server, which only the pod knows. */
const start = [
  `export RESOLVER="$(awk '/^nameserver/ { print (index($2, ":") ? "[" $2 "]" : $2); exit }' /etc/resolv.conf)"`,
  `envsubst '${variables.map((variable) => `\${${variable}}`).join(' ')}' < ${configFolder}/nginx.conf.template > /tmp/nginx.conf`,
  "exec nginx -e stderr -c /tmp/nginx.conf -g 'daemon off;'",
].join(' && ');
