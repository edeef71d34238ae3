import { placeholdersOf, render, resultLabels, type Placeholder } from './dimension-format';
import { originOf } from './endpoint';
import { splitQuery } from './promql-tree';
import { cleanScoreName } from '../model/score-name';
import { stored } from './score-range';
import type { AgentCluster, Summary } from './summary';

/** What an agent does about one summary. */
export interface Worker {
  readonly engine: string;
  /** What the agent keeps its workers by: engines with one score name share one. */
  readonly key: string;
  /** The engine whose summary the worker works by: the first of those that share it. */
  readonly worksBy: string;
  /** The other engines on this worker, which are silently not asked, or not as declared. */
  readonly sharedWith: readonly string[];
  /** Token Secrets, as `name/key`, that the cluster lacks; the engine is left out while one is missing. */
  readonly missingSecrets: readonly string[];
  /** Whether a worker of this key runs once the whole list is read. */
  readonly runs: boolean;
  /** The queries sent to the source, one after the other; none unless the source's type is exactly `Prometheus`. */
  readonly queries: readonly string[];
  /** Endpoints that the cluster's pods cannot reach: every round fails there. */
  readonly unreachable: readonly string[];
  /** What the scores are written to on the hub; absent where they go nowhere but into the metric. */
  readonly placementScore?: PlacementScore;
  /** The metric's labels that are known before any result. */
  readonly metricLabels: Readonly<Record<string, string>>;
}

/** An AddOnPlacementScore. The agent never sets `validUntil`: it stays as it is when the scorer dies. */
export interface PlacementScore {
  readonly namespace: string;
  readonly name: string;
  readonly items: ItemNames;
}

/** The names of the items: one that is known, or a format that waits for labels of the results. */
export interface ItemNames {
  readonly format: string;
  readonly fixed?: string;
  readonly open: readonly Placeholder[];
}

/** By each summary of the ConfigMap's list, in its order, what the agent does. Follows `agent.go`, handleConfigMapUpdate. */
export function workers(summaries: readonly Summary[], cluster: AgentCluster): readonly Worker[] {
  const missing = new Map(summaries.map((summary) => [summary, missingSecrets(summary, cluster)]));
  const groups = new Map<string, Summary[]>();
  for (const summary of summaries) {
    groups.set(summary.scoreName.value, [...(groups.get(summary.scoreName.value) ?? []), summary]);
  }
  return summaries.map((summary) => {
    const key = summary.scoreName.value;
    const group = groups.get(key) ?? [];
    const first = group.find((other) => missing.get(other)?.length === 0) ?? summary;
    return {
      engine: summary.name.value,
      key,
      worksBy: first.name.value,
      sharedWith: group.filter((other) => other !== summary).map((other) => other.name.value),
      missingSecrets: missing.get(summary) ?? [],
      // Each summary of a key marks the key active or, lacking a Secret, inactive again: the last one decides.
      runs: missing.get(group.at(-1) ?? summary)?.length === 0,
      queries:
        summary.sourceType.value === 'Prometheus' ? splitQuery(summary.sourceQuery.value).map(({ text }) => text) : [],
      unreachable: unreachable(summary, cluster),
      ...placementScore(summary, cluster.name),
      metricLabels: metricLabels(cluster.name, key, {}),
    };
  });
}

function missingSecrets(summary: Summary, cluster: AgentCluster): readonly string[] {
  const refs = [
    [summary.sourceEndpointAuthName.value, summary.sourceEndpointAuthKey.value],
    [summary.scoringEndpointAuthName.value, summary.scoringEndpointAuthKey.value],
  ] as const;
  const wanted = refs.filter(([name, key]) => name !== '' && key !== '');
  return wanted
    .filter(([name, key]) => !cluster.secrets.some((secret) => secret.name === name && secret.keys.includes(key)))
    .map(([name, key]) => `${name}/${key}`);
}

function unreachable(summary: Summary, cluster: AgentCluster): readonly string[] {
  const asked = summary.sourceType.value === 'Prometheus' ? [summary.sourceEndpoint.value] : [];
  const origins = cluster.unreachable ?? [];
  return [...asked, summary.scoringEndpoint.value].filter((url) => origins.includes(originOf(url) ?? ''));
}

function placementScore(summary: Summary, cluster: string): { placementScore?: PlacementScore } {
  if (summary.scoreDestination.value !== 'AddOnPlacementScore') return {};
  const scoreName = summary.scoreName.value;
  const items = itemNames(summary.scoreDimensionFormat.value, { cluster, scoreName });
  return { placementScore: { namespace: cluster, name: cleanScoreName(scoreName), items } };
}

function itemNames(format: string, known: Readonly<Partial<Record<Placeholder, string>>>): ItemNames {
  const open = placeholdersOf(format).filter((name) => known[name] === undefined);
  return open.length === 0 ? { format, fixed: render(format, known), open } : { format, open };
}

const maximumBytes = 256;

/** The labels of the metric for one result: each cut at 256 bytes, and empty where the result lacks it. */
export function metricLabels(
  cluster: string,
  scoreName: string,
  metric: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const labels = resultLabels.map((label) => [`ds_${label}`, cut(metric[label] ?? '')] as const);
  return { ds_cluster: cluster, ...Object.fromEntries<string>(labels), ds_score_name: scoreName };
}

function cut(value: string): string {
  return Buffer.from(value).subarray(0, maximumBytes).toString();
}

/** One element of a scorer's answer. */
export interface Result {
  readonly metric: Readonly<Partial<Record<string, string>>>;
  readonly score: number;
}

/**
 * The items of an AddOnPlacementScore by name, each with every value that a result gave it, cut to whole numbers. Of
 * several values one remains, and which one is random. A result whose name comes out empty leaves no item.
 */
export function scoreItems(
  format: string,
  cluster: string,
  scoreName: string,
  results: readonly Result[],
): ReadonlyMap<string, readonly number[]> {
  const items = new Map<string, number[]>();
  for (const { metric, score } of results) {
    const labels = Object.fromEntries(resultLabels.map((label) => [label, metric[label] ?? '']));
    const name = render(format, { ...labels, cluster, scoreName });
    if (name !== '') items.set(name, [...(items.get(name) ?? []), stored(score)]);
  }
  return items;
}

/**
 * The tokens are read again; these a running worker of the score name keeps until the agent restarts or a mask comes
 * and goes.
 */
const tokenFields: readonly (keyof Summary)[] = [
  'sourceEndpointAuthName',
  'sourceEndpointAuthKey',
  'scoringEndpointAuthName',
  'scoringEndpointAuthKey',
];

/** The fields that differ between two summaries of one score name and do not reach the worker that runs already. */
export function unreachedChanges(before: Summary, after: Summary): readonly (keyof Summary)[] {
  if (before.scoreName.value !== after.scoreName.value) return [];
  return (Object.keys(after) as (keyof Summary)[]).filter(
    (field) => !tokenFields.includes(field) && before[field].value !== after[field].value,
  );
}

/** The AddOnPlacementScores, as `namespace/name`, that nobody writes any longer; their scores stay and still count. */
export function leftBehind(before: readonly Worker[], after: readonly Worker[]): readonly string[] {
  const written = (list: readonly Worker[]) =>
    list.flatMap(({ runs, placementScore: score }) => (runs && score ? [`${score.namespace}/${score.name}`] : []));
  const now = new Set(written(after));
  return [...new Set(written(before))].filter((name) => !now.has(name)).sort();
}
