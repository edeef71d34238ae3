import { monitoringNamespace, prometheusRelease, prometheusService } from '../../environment/prometheus';
import { duration, type Duration } from '../../environment/values/duration-syntax';
import { httpUrl } from '../../environment/values/url-syntax';
import type { Chart } from '../../model/unit';
import { clusterRecords, metricName } from '../../scoring/framework';
import { kinds, type ChartDefinition } from './chart-definition';

/** How long Prometheus keeps samples where an environment does not say: the chart's own default. */
const defaultRetention = '10d' as Duration;

interface KubePrometheusStackSettings {
  readonly retention?: Duration | undefined;
  /** The URL that receives what the hub shows of its clusters. */
  readonly remoteWrite?: string | undefined;
}

/** The chart's values that are set; the chart has more. */
interface KubePrometheusStackValues {
  readonly prometheus?: {
    readonly prometheusSpec: { readonly retention?: string; readonly remoteWrite?: RemoteWrite[] };
  };
}

interface RemoteWrite {
  readonly url: string;
  readonly writeRelabelConfigs: readonly object[];
}

/** Scores and what a cluster has left, and nothing else: a hub has no use for the metrics of every pod. */
function remoteWriteTo(url: string): RemoteWrite {
  const regex = [metricName, ...clusterRecords].join('|');
  return { url, writeRelabelConfigs: [{ sourceLabels: ['__name__'], regex, action: 'keep' }] };
}

/** How long its Prometheus remembers. */
export function retentionOf({ retention = defaultRetention }: KubePrometheusStackSettings): Duration {
  return retention;
}

function chart({ retention, remoteWrite }: KubePrometheusStackSettings): Chart {
  const prometheusSpec = {
    ...(retention !== undefined && { retention }),
    ...(remoteWrite !== undefined && { remoteWrite: [remoteWriteTo(remoteWrite)] }),
  };
  const values: KubePrometheusStackValues =
    Object.keys(prometheusSpec).length === 0 ? {} : { prometheus: { prometheusSpec } };
  return {
    type: 'chart',
    source: {
      type: 'helm',
      repoURL: 'https://prometheus-community.github.io/helm-charts',
      chart: 'kube-prometheus-stack',
      version: '88.4.0',
      releaseName: prometheusRelease,
      values: { ...values },
    },
    namespace: monitoringNamespace,
    // The Services by which Prometheus scrapes the control plane lie beside it.
    alsoIn: ['kube-system'],
    after: [],
    providesGroups: ['monitoring.coreos.com'],
    creates: [
      ...kinds(true, {
        '': ['Namespace'],
        'admissionregistration.k8s.io': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
        'apiextensions.k8s.io': ['CustomResourceDefinition'],
        'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
      }),
      ...kinds(false, {
        '': ['ConfigMap', 'PersistentVolumeClaim', 'Pod', 'Secret', 'Service', 'ServiceAccount'],
        apps: ['DaemonSet', 'Deployment', 'StatefulSet'],
        batch: ['Job'],
        'monitoring.coreos.com': ['Alertmanager', 'PodMonitor', 'Prometheus', 'PrometheusRule', 'ServiceMonitor'],
        'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
        policy: ['PodDisruptionBudget'],
        'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
      }),
    ],
    // The chart's own hook job fills in the certificate authority of its webhooks.
    ignoreDifferences: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
      group: 'admissionregistration.k8s.io',
      kind,
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle', '.webhooks[]?.failurePolicy'],
    })),
  };
}

/** Prometheus with its operator, node-exporter, kube-state-metrics and rules. */
export const kubePrometheusStack: ChartDefinition<KubePrometheusStackSettings> = {
  name: 'kube-prometheus-stack',
  description: 'Prometheus with its operator, node-exporter and kube-state-metrics.',
  options: {
    retention: duration
      .optional()
      .meta({ description: "How long Prometheus keeps samples; the chart's own default is 10 days." }),
    remoteWrite: httpUrl.optional().meta({
      description: 'Where scores and free resources are sent, such as http://vm-hub:8428/api/v1/write.',
    }),
  },
  chart: chart({}),
  configure: chart,
  namespaces: [
    {
      name: monitoringNamespace,
      podSecurity: 'privileged',
      why: 'node-exporter reads the host: its network, processes and root file system',
    },
  ],
  outside: ({ remoteWrite }, cluster) =>
    remoteWrite === undefined
      ? []
      : [
          {
            ref: { cluster, kind: 'Receiver', name: remoteWrite },
            why: 'Prometheus sends scores and free resources there; pods of the cluster must reach it',
          },
        ],
  provides: (cluster) => [prometheusService(cluster)],
};
