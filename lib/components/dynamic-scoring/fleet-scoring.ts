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

/** An engine as an environment registers it, once its scorer runs and answers as it is declared. */
export interface FleetEngine {
  /** Its scorer, as the environment names it. */
  readonly scorer: string;
  readonly engine: Engine;
  readonly registered: RegisteredEngine;
}

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
      if ('fault' in hub || 'fault' in agents) return [];
      const address = { hub: hub.url, agents: agents.url };
      return scorer.engines.map((engine) => ({
        scorer: scorer.id,
        engine,
        registered: registered(engine, address),
      }));
    }),
    agents: placed(settings.on, context.fleet),
    masks: scoringConfig(settings.masks).masks,
  };
}
