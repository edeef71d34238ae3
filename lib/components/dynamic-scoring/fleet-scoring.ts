import { placed } from '../../environment/placement';
import type { Cluster } from '../../model/fleet';
import type { Directory } from '../../model/directory';
import type { Mask, RegisteredEngine } from '../../scoring/controller';
import type { Engine } from '../../scoring/engine';
import type { Context } from '../component';
import { addressesOf, skupperSites } from './addresses';
import { component } from './names';
import { planScorers } from './plan';
import type { DynamicScoringSettings } from './settings';
import { registered, scoringConfig } from './telling';

/** An engine as an environment registers it. */
export interface FleetEngine {
  /** Its scorer, as the environment names it. */
  readonly scorer: string;
  readonly engine: Engine;
  /** Once its scorer runs and answers as it is declared; absent where nobody can reach it, which is a finding. */
  readonly registered?: RegisteredEngine;
}

/** An engine that hub and agents reach: every one, where nothing is wrong with the environment. */
export type ReachedEngine = Required<FleetEngine>;

/** What scores an environment has, for who builds on them. */
export interface FleetScoring {
  readonly engines: readonly FleetEngine[];
  /** The clusters whose agents ask for scores. */
  readonly agents: readonly Cluster[];
  readonly masks: readonly Mask[];
}

/** The scores of an environment; undefined where it has no block `dynamic-scoring`. */
export function fleetScoring(
  context: Pick<Context, 'blocks' | 'fleet' | 'scorers'>,
  directory: Directory,
): FleetScoring | undefined {
  const settings = context.blocks[component] as DynamicScoringSettings | undefined;
  if (settings === undefined) return undefined;
  const sites = skupperSites(context.fleet, directory);
  return {
    engines: planScorers(settings, context).flatMap((scorer) => {
      const { hub, agents } = addressesOf(scorer, context.fleet, sites);
      return scorer.engines.map((engine) => ({
        scorer: scorer.id,
        engine,
        ...('url' in hub &&
          'url' in agents && { registered: registered(engine, { hub: hub.url, agents: agents.url }) }),
      }));
    }),
    agents: placed(settings.on, context.fleet),
    masks: scoringConfig(settings.masks).masks,
  };
}
