import type { NamespaceNeed } from '../model/unit';

/** Names that the framework's programs have built in (`pkg/common/const.go`) or that its chart gives. */

/** Where the agent reads its ConfigMap, wherever the add-on is installed; the default install namespace. */
export const agentNamespace = 'dynamic-scoring';

/** That namespace on every cluster: the add-on's template gives its agent no security context at all. */
export const agentNamespaceNeed: NamespaceNeed = {
  name: agentNamespace,
  podSecurity: 'baseline',
  why: 'the pods of the add-on have no security context, and restricted refuses such pods',
  alsoFrom: 'the add-on',
};

/** Of the ClusterManagementAddOn, and of the ManagedClusterAddOn in the hub namespace of each cluster with an agent. */
export const addonName = 'dynamic-scoring-framework';

/** By which the agent's pods are found, for its metrics. */
export const agentLabels = { app: 'dynamic-scoring-agent' } as const;

/** Where the chart puts both controllers, and where DynamicScorers and their DynamicScoringConfig belong. */
export const hubNamespace = 'open-cluster-management';

/** Of the DynamicScoringConfig on the hub and of the ConfigMap on each managed cluster. */
export const configName = 'dynamic-scoring-config';

/** The ConfigMap's one key. */
export const summariesKey = 'summaries';

/** Where each agent answers with its metrics, under /metrics. */
export const agentMetricsPort = 8080;

/** The metric of all scores on each agent. */
export const metricName = 'dynamic_score';

/** What upstream's rule records of each cluster: the CPU cores and bytes of memory that nobody has asked for. */
export const clusterRecords = ['cluster_cpu_free', 'cluster_memory_free'] as const;

/** Where the controller asks for health under `configSyncMode: None`. */
export const healthPath = '/healthz';

/** One of the two programs that the hub needs. */
export interface HubController {
  readonly name: string;
  readonly image: string;
  /** The words that start it, over `command` and `args`. */
  readonly start: readonly string[];
  /** What is missing while it does not run. */
  readonly without: string;
}

/** Both programs: without either no score comes about. */
export const hubControllers: readonly HubController[] = [
  {
    name: 'resource controller',
    image: 'quay.io/open-cluster-management/dynamic-scoring-controller',
    start: ['/manager'],
    without: 'no DynamicScorer becomes Active and no cluster gets anything',
  },
  {
    name: 'add-on controller',
    image: 'quay.io/open-cluster-management/dynamic-scoring-addon',
    start: ['/dynamic-scoring-addon', 'controller'],
    without: 'no managed cluster gets an agent',
  },
];

/** The hub's controllers that none of these containers starts. */
export function missingControllers(
  containers: readonly { readonly command?: readonly string[]; readonly args?: readonly string[] }[],
): readonly HubController[] {
  const starts = containers.map(({ command, args }) => [...(command ?? []), ...(args ?? [])]);
  return hubControllers.filter(({ start }) => !starts.some((words) => start.every((word, at) => words[at] === word)));
}
