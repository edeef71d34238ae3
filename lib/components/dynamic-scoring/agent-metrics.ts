import { Construct } from 'constructs';
import {
  PrometheusRule,
  ServiceMonitor,
  // The generator names the type of a number or text after its first use.
  ServiceMonitorSpecEndpointsTargetPort as Expression,
} from '../../../imports/monitoring.coreos.com';
import { standardLabels } from '../../constructs/labels';
import { ExposedService } from '../../constructs/service';
import { clusterIP } from '../../constructs/exposure';
import { prometheusRelease } from '../../environment/prometheus';
import type { Cluster } from '../../model/fleet';
import { agentLabels, agentMetricsPort, agentNamespace, clusterRecords } from '../../scoring/framework';
import { partOf } from './names';

const port = 'http-metrics';

/** Only what carries it is picked up by the Prometheus of the chart. */
const release = { release: prometheusRelease };

/** The Service of the agent that the add-on installs, and what makes a Prometheus collect its scores. */
export class AgentMetrics extends Construct {
  /** @param monitored whether the cluster knows the kinds of the Prometheus operator */
  constructor(scope: Construct, id: string, cluster: Cluster, monitored: boolean) {
    super(scope, id);
    const name = 'dynamic-scoring-agent-service';
    const belonging = { name, component: 'agent', partOf };
    new ExposedService(this, 'service', {
      ...belonging,
      labels: agentLabels,
      selector: agentLabels,
      endpoints: [
        {
          cluster,
          namespace: agentNamespace,
          service: name,
          portName: port,
          port: agentMetricsPort,
          exposure: clusterIP,
        },
      ],
    });
    if (!monitored) return;
    const labels = standardLabels({ ...belonging, name: 'dynamic-scoring-agent-monitor' });
    new ServiceMonitor(this, 'monitor', {
      metadata: { name: 'dynamic-scoring-agent-monitor', namespace: agentNamespace, labels: { ...labels, ...release } },
      spec: {
        selector: { matchLabels: { ...agentLabels } },
        namespaceSelector: { matchNames: [agentNamespace] },
        endpoints: [{ port, interval: '15s' }],
      },
    });
  }
}

/** What a cluster has left to give, recorded under its name. */
export class ClusterResources extends Construct {
  constructor(scope: Construct, id: string, cluster: string) {
    super(scope, id);
    const name = 'cluster-resource-summary';
    const labels = { ...standardLabels({ name, component: 'cluster-resources', partOf }), ...release };
    new PrometheusRule(this, 'rule', {
      metadata: { name, namespace: agentNamespace, labels },
      spec: {
        groups: [
          {
            name: 'cluster-summary',
            interval: '15s',
            rules: clusterRecords.map((record) => ({
              record,
              expr: Expression.fromString(free(record)),
              labels: { cluster },
            })),
          },
        ],
      },
    });
  }
}

const resources = { cluster_cpu_free: 'cpu', cluster_memory_free: 'memory' } as const;

function free(record: keyof typeof resources): string {
  const resource = resources[record];
  const of = `{resource="${resource}"}`;
  return `sum(kube_node_status_allocatable${of}) - sum(kube_pod_container_resource_requests${of})`;
}
