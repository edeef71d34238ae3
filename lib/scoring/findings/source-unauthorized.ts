import { findingKind } from '../../model/finding-kind';
import type { PlatformName } from '../../model/fleet';
import { hostOf, serviceOf } from '../endpoint';

export const sourceUnauthorized = findingKind({
  code: 'source-unauthorized',
  why: "OpenShift's own Thanos and Prometheus answer 401 or 403 to everybody without a token, each time they are asked.",
  fix: 'Name a token by `sourceAuth`: under the key `token` the cluster issues one itself. What can send none needs another Prometheus.',
  messages: {
    noToken:
      "{got}, and OpenShift's monitoring answers nobody without a token; write sourceAuth: source-query-secret/token, which each OpenShift cluster issues by itself",
    labelStep:
      'got {got}, which answers nobody without a token, and the label step can send none; run kube-prometheus-stack there',
  },
});

/** Whether a URL leads pods of a cluster to OpenShift's monitoring, which answers nobody without a token. */
export function wantsToken(url: string, platform: PlatformName): boolean {
  const host = hostOf(url) ?? '';
  const own = /^(thanos-querier|prometheus-k8s)[.-]openshift-monitoring(\.|$)/;
  const service = serviceOf(host);
  // By a Route it is an OpenShift cluster's from everywhere; another cluster may have a Service of that name.
  return service === undefined ? own.test(host) : platform === 'openshift' && own.test(service);
}
