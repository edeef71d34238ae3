import { findingKind } from '../../../model/finding-kind';
import type { Directory } from '../../../model/directory';
import { groupKind } from '../../../kinds/group-kind';
import { hostOf, serviceOf } from '../../../scoring/endpoint';
import type { SettingsFault } from '../../component';
import type { ScoringPlan } from '../plan';
import { prometheusWay } from './way';

export const clusterPrometheusUnknown = findingKind({
  code: 'cluster-prometheus-unknown',
  why: 'With `prometheus: cluster` each agent queries the Prometheus of its own cluster, and the one of this cluster is unknown.',
  fix: 'Place the chart kube-prometheus-stack on the cluster, or write `prometheus: { url: … }` at the cluster.',
  messages: {
    chart:
      'got {got}, but no Prometheus on {cluster} is known; add `kube-prometheus-stack: { on: {cluster} }` to charts, or prometheus: { url: … } to clusters.{cluster}',
    service:
      'got {got}, but nothing provides {service} on {cluster}; correct clusters.{cluster}.prometheus.url, or declare the Service under external',
  },
});

/** The faults of clusters without a known Prometheus. */
export function prometheusProblems({ settings, agents }: ScoringPlan, directory: Directory): SettingsFault[] {
  if (settings.prometheus !== 'cluster') return [];
  return agents.flatMap((cluster): SettingsFault[] => {
    const { url, chart } = prometheusWay(cluster);
    const where = { settings: ['prometheus'], cluster: cluster.name };
    const data = { got: settings.prometheus, cluster: cluster.name };
    if (chart !== undefined) return directory.has(chart) ? [] : [clusterPrometheusUnknown.fault('chart', data, where)];
    const [name, namespace] = serviceOf(hostOf(url) ?? '')?.split('.') ?? [];
    if (name === undefined || namespace === undefined) return [];
    if (directory.has({ cluster: cluster.name, ...groupKind('/Service'), namespace, name })) return [];
    return [clusterPrometheusUnknown.fault('service', { ...data, got: url, service: `${namespace}/${name}` }, where)];
  });
}
