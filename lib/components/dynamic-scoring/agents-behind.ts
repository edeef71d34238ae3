import { keptSummary } from '../../kinds/scorer-summary';
import { compare } from '../../model/compare';
import type { Manifest } from '../../model/manifest';
import { agentLabels, agentNamespace } from '../../scoring/framework';
import type { ScoringPlan } from './plan';

/** Agents that go on with what they had although their DynamicScorers have changed: they must start anew. */
export interface AgentsBehind {
  readonly score: string;
  /** `address`, `query`, …: what they go on with. */
  readonly keeps: readonly string[];
  /** Those that are asked for the score, sorted. */
  readonly clusters: readonly string[];
}

/** @param changed DynamicScorers as they stood, and as they are now */
export function agentsBehind(
  { agents, masks }: Pick<ScoringPlan, 'agents' | 'masks'>,
  changed: readonly { readonly before: Manifest; readonly now: Manifest }[],
): AgentsBehind[] {
  const masked = new Set(masks.map(({ cluster, score }) => `${cluster} ${score}`));
  return changed
    .flatMap(({ before, now }) => keptSummary(before, now) ?? [])
    .map(({ score, keeps }) => ({
      score,
      keeps,
      clusters: agents.map(({ name }) => name).filter((name) => !masked.has(`${name} ${score}`)),
    }))
    .filter(({ clusters }) => clusters.length > 0)
    .sort((a, b) => compare(a.score, b.score));
}

/** Starts the agent of a cluster anew, whatever its Deployment is called. */
export function restartCommand(clusters: readonly string[]): string {
  const selector = Object.entries(agentLabels).map(([key, value]) => `${key}=${value}`);
  const command = (context: string) =>
    `kubectl --context ${context} -n ${agentNamespace} delete pods -l ${selector.join(',')}`;
  const [first = ''] = clusters;
  return clusters.length === 1
    ? command(first)
    : `for cluster in ${clusters.join(' ')}; do ${command('$cluster')}; done`;
}
