import type { z } from 'zod';
import { claimSchema } from '../../constructs/pvc';
import { monitoringNamespace, prometheusRelease, prometheusService } from '../../environment/prometheus';
import { duration, type Duration } from '../../environment/values/duration-syntax';
import { httpUrl } from '../../environment/values/url-syntax';
import { storageClassNeed, storageClassOn } from '../../environment/storage-class';
import { outsideApi } from '../../model/group-kind';
import { findingKind } from '../../model/finding-kind';
import type { Cluster } from '../../model/fleet';
import type { Chart } from '../../model/unit';
import { clusterRecords, metricName } from '../../scoring/framework';
import { kinds, type ChartDefinition } from './chart-definition';

export const samplesNotKept = findingKind({
  code: 'samples-not-kept',
  severity: 'warning',
  why: "Without a volume Prometheus keeps its samples on its node's own disk: they are lost with the pod, and a full disk takes the node down.",
  fix: 'Give the chart kube-prometheus-stack `storage: { size: 8Gi }`.',
  messages: {
    retention: 'got retention {retention} without a volume; add storage: { size: 8Gi }',
    window:
      'got a window of {window}, but the samples are gone with the pod of Prometheus; add charts.kube-prometheus-stack.storage: { size: 8Gi }',
  },
});

/** How long Prometheus keeps samples where an environment does not say: the chart's own default. */
const defaultRetention = '10d' as Duration;

interface KubePrometheusStackSettings {
  readonly retention?: Duration | undefined;
  /** The URL that receives what the hub shows of its clusters. */
  readonly remoteWrite?: string | undefined;
  readonly storage?: z.output<typeof storageSchema> | undefined;
}

const storageSchema = claimSchema.pick({ size: true, class: true });

/** The chart's values that are set; the chart has more. */
interface KubePrometheusStackValues {
  /** Nothing here reads it, and its password is drawn anew whenever the chart is rendered: it would never be in sync. */
  readonly grafana: { readonly enabled: false };
  readonly prometheus?: {
    readonly prometheusSpec: {
      readonly retention?: string;
      readonly remoteWrite?: RemoteWrite[];
      readonly storageSpec?: object;
    };
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

/** Whether they outlive its pod. */
export function keepsSamples({ storage }: KubePrometheusStackSettings): boolean {
  return storage !== undefined;
}

function chart({ retention, remoteWrite, storage }: KubePrometheusStackSettings, cluster?: Cluster): Chart {
  const prometheusSpec = {
    ...(retention !== undefined && { retention }),
    ...(remoteWrite !== undefined && { remoteWrite: [remoteWriteTo(remoteWrite)] }),
    ...(storage && cluster && { storageSpec: volume(storage, cluster) }),
  };
  const values: KubePrometheusStackValues = {
    grafana: { enabled: false },
    ...(Object.keys(prometheusSpec).length > 0 && { prometheus: { prometheusSpec } }),
  };
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

/** The class is named wherever it is known: not every platform has a default one. */
function volume({ size, class: name }: z.output<typeof storageSchema>, cluster: Cluster): object {
  const storageClass = storageClassOn(cluster, name);
  const spec = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: size } },
    ...(storageClass !== undefined && { storageClassName: storageClass }),
  };
  return { volumeClaimTemplate: { spec } };
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
    storage: storageSchema.optional().meta({
      description: 'The volume of its samples; without one they are gone with its pod.',
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
  fixed: { releaseName: 'monitors, rules and URLs of the fleet depend on the name of the release' },
  relied: [
    {
      at: 'grafana.enabled',
      is: false,
      why: 'each rendering generates a new password for Grafana, which would never be in sync',
    },
    { at: 'prometheus.enabled', is: true, why: 'the fleet queries its Prometheus' },
    { at: 'prometheus.service.port', is: 9090, why: 'the fleet queries its Prometheus at that port' },
    { at: 'prometheusOperator.enabled', is: true, why: 'without its operator no monitors and rules are read' },
    { at: 'crds.enabled', is: true, why: 'it defines the kinds of the monitors and rules of the fleet' },
    { at: 'kubeStateMetrics.enabled', is: true, why: 'the records of free resources are computed from its metrics' },
    { at: 'nodeExporter.enabled', is: true, why: 'the records of free resources are computed from its metrics' },
    { at: 'fullnameOverride', is: '', why: 'the URLs of the fleet name its Services' },
    { at: 'nameOverride', is: '', why: 'the URLs of the fleet name its Services' },
    { at: 'namespaceOverride', is: '', why: 'its AppProject lets it into its own namespaces only' },
  ],
  on: ({ assignsUids, monitoring }) =>
    assignsUids
      ? {
          unfit: monitoring
            ? "its pods fix their uids, and the platform's own monitoring has the same kinds; query that one"
            : 'its pods fix their uids, which the platform assigns itself',
        }
      : undefined,
  outside: ({ remoteWrite, storage }, cluster, directory) => [
    ...(remoteWrite === undefined
      ? []
      : [
          {
            ref: { cluster: cluster.name, ...outsideApi('Receiver'), name: remoteWrite },
            why: 'Prometheus sends scores and free resources there; pods of the cluster must reach it',
          },
        ]),
    ...(storage ? storageClassNeed(cluster, storage.class, directory, 'the samples of Prometheus') : []),
  ],
  problems: ({ retention, storage }) =>
    retention === undefined || storage
      ? []
      : [samplesNotKept.fault('retention', { retention }, { settings: ['retention'] })],
  provides: (cluster) => [prometheusService(cluster)],
};
