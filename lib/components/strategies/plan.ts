import type { Cluster } from '../../model/fleet';
import { compare } from '../../model/finding';
import type { Engine } from '../../scoring/engine';
import { itemName, type ItemName, type Subject } from '../../scoring/item-name';
import { signedWeight } from '../../scoring/score-coordinate';
import type { Context } from '../component';
import { managedClusters } from '../dynamic-scoring/managed-clusters';
import { maskedScores, scoringPlan, type ScoringPlan } from '../dynamic-scoring/plan';
import type { StrategiesSettings, Strategy } from './settings';

/** A strategy with all that follows from its few settings. */
export interface PlannedStrategy {
  readonly name: string;
  readonly settings: Strategy;
  /** The engines that it chooses by, sorted by id; one that the environment does not register has no `engine`. */
  readonly choices: readonly Choice[];
  /** The clusters that it may choose, as far as the environment tells. */
  readonly candidates: readonly Cluster[];
  /** Those that will have a score of an engine: with an agent, and not masked. */
  readonly scored: (engine: Engine) => readonly Cluster[];
}

export interface Choice {
  readonly id: string;
  /** As the Placement has it: negative where lower scores are better. */
  readonly weight: number;
  readonly engine?: Engine;
  readonly item?: ItemName;
}

/** The label by which a ManagedCluster belongs to an exclusive ManagedClusterSet. */
const setLabel = 'cluster.open-cluster-management.io/clusterset';

/** The strategies of an environment, sorted by name. */
export function planStrategies(settings: StrategiesSettings, context: Context): readonly PlannedStrategy[] {
  const scoring = scoringPlan(context);
  const managed = managedClusters(context.fleet, scoring?.agents ?? []);
  return Object.entries(settings)
    .sort(([a], [b]) => compare(a, b))
    .map(([name, strategy]) => ({
      name,
      settings: strategy,
      choices: choicesOf(strategy, scoring),
      candidates: candidatesOf(strategy, managed),
      scored: (engine) => scoredClusters(engine, candidatesOf(strategy, managed), scoring),
    }));
}

function choicesOf({ engines, item }: Strategy, scoring: ScoringPlan | undefined): readonly Choice[] {
  const registered = scoring?.scorers.flatMap((scorer) => scorer.engines) ?? [];
  const byId = new Map(registered.map((engine) => [engine.id, engine]));
  return Object.entries(engines)
    .flatMap(([id, importance]) => (importance === undefined ? [] : [{ id, importance }]))
    .sort((a, b) => compare(a.id, b.id))
    .map(({ id, importance }): Choice => {
      const engine = byId.get(id);
      if (engine === undefined) return { id, weight: importance };
      return { id, weight: signedWeight(engine, importance), engine, item: itemName(engine, withoutGaps(item)) };
    });
}

/** Managed clusters with the labels, of the sets as far as labels tell: `global` has all, others those that name them. */
function candidatesOf({ clusterSets, labels }: Strategy, managed: readonly Cluster[]): readonly Cluster[] {
  const named = managed.filter((cluster) => clusterSets.includes(cluster.labels[setLabel] ?? ''));
  const ofSets = clusterSets.includes('global') || named.length === 0 ? managed : named;
  const wanted = Object.entries(labels);
  return ofSets.filter((cluster) => wanted.every(([key, value]) => cluster.labels[key] === value));
}

function scoredClusters(
  engine: Engine,
  candidates: readonly Cluster[],
  scoring: ScoringPlan | undefined,
): readonly Cluster[] {
  if (scoring === undefined) return [];
  const asking = new Set(scoring.agents.map((cluster) => cluster.name));
  const masked = maskedScores(scoring);
  return candidates.filter(({ name }) => asking.has(name) && !masked(name, engine));
}

function withoutGaps(item: Strategy['item']): Subject {
  return Object.fromEntries(
    Object.entries(item).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
