import { groupKind } from '../kinds/group-kind';
import type { Ref } from '../model/ref';

/**
 * The Helm release name of kube-prometheus-stack. The chart derives its Service from it, and its Prometheus picks up
 * only the ServiceMonitors and PrometheusRules that carry it as label `release`. This one gives the URL that the
 * scorers' own configuration answers with.
 */
export const prometheusRelease = 'kube-prometheus';

/** Namespace of the chart and of everything that it brings. */
export const monitoringNamespace = 'monitoring';

/** The Prometheus that kube-prometheus-stack runs on a cluster. */
export function prometheusService(cluster: string): Ref {
  // The chart cuts `<release>-kube-prometheus-stack` to 26 characters and drops a trailing "-".
  const fullname = `${prometheusRelease}-kube-prometheus-stack`.slice(0, 26).replace(/-+$/, '');
  return {
    cluster,
    ...groupKind('/Service'),
    namespace: monitoringNamespace,
    name: `${fullname}-prometheus`,
    port: 9090,
  };
}
