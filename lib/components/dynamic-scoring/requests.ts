import type { SecretRequest } from '../../constructs/secret';
import type { Cluster } from '../../model/fleet';
import { groupBy } from '../../model/json';
import { agentNamespace } from '../../scoring/framework';
import { clusterPrometheuses, prometheusWay } from './cluster-prometheus/way';
import { pullSecretRequest } from './hub/pull-secret';
import type { ScoringPlan } from './plan';
import { tokenRequests } from './tokens';

/** Every Secret that the environment's backend must bring: the agents' tokens, and the hub's pull secret. */
export function secretRequests(plan: ScoringPlan, hub: Cluster): SecretRequest[] {
  return [
    ...(plan.settings.pullSecret ? [pullSecretRequest(hub)] : []),
    ...tokenRequests(plan),
    ...prometheusTokens(plan),
  ];
}

/** The tokens for each Prometheus that a cluster names; the cluster itself issues all others. */
function prometheusTokens(plan: ScoringPlan): SecretRequest[] {
  const named = clusterPrometheuses(plan).flatMap((cluster) => {
    const { token, readerRole } = prometheusWay(cluster);
    return token === undefined || readerRole !== undefined ? [] : [{ cluster: cluster.name, ...token }];
  });
  return [...groupBy(named, ({ name, key }) => `${name}/${key}`).values()].map(([first, ...others]) => ({
    name: first.name,
    namespace: agentNamespace,
    keys: [first.key],
    clusters: [first, ...others].map(({ cluster }) => cluster),
    why: 'the proxy before their Prometheus sends it as a bearer token',
  }));
}
