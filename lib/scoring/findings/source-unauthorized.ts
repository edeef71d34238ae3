import { findingKind } from '../../model/finding-kind';
import type { Cluster } from '../../model/fleet';
import { platformOf, platforms } from '../../platforms/catalogue';
import { hostOf, serviceOf } from '../endpoint';

export const sourceUnauthorized = findingKind({
  code: 'source-unauthorized',
  why: "OpenShift's own Thanos and Prometheus answer 401 or 403 to everybody without a token, each time they are asked.",
  fix: 'Name a token by `sourceAuth`: under the key `token` the cluster issues one itself. What can send none needs another Prometheus.',
  messages: {
    noToken:
      "{got}, and OpenShift's monitoring answers nobody without a token; write sourceAuth: source-query-secret/token, which each OpenShift cluster issues by itself",
    labelStep:
      'got {got}, which answers nobody without a token, and the label step can send none; write the URL of another',
  },
});

/** Whether a URL leads pods of a cluster to a platform's own monitoring that answers nobody without a token. */
export function wantsToken(url: string, cluster: Pick<Cluster, 'platform'>): boolean {
  const host = hostOf(url) ?? '';
  const service = serviceOf(host);
  // By a host of its own it is some cluster's from everywhere; another cluster may have a Service of that name.
  const asked = service === undefined ? Object.values(platforms) : [platformOf(cluster)];
  return asked.some(({ monitoring }) => monitoring?.readerRole !== undefined && monitoring.hosts.test(service ?? host));
}
