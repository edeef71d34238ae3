import type { Directory } from '../../model/directory';
import type { Fleet } from '../../model/fleet';
import type { RegisteredEngine } from '../../scoring/controller';
import type { Engine } from '../../scoring/engine';
import { addressesOf, skupperSites } from './addresses';
import type { ScoringPlan } from './plan';
import { registered } from './telling';

/** An engine that hub and agents reach, once its scorer runs and answers as it is declared. */
export interface ReachedEngine {
  /** Its scorer, as the environment names it. */
  readonly scorer: string;
  readonly engine: Engine;
  readonly registered: RegisteredEngine;
}

/** The engines of an environment as they are registered: every one, where nothing is wrong with the environment. */
export function reachedEngines({ scorers }: ScoringPlan, fleet: Fleet, directory: Directory): ReachedEngine[] {
  const sites = skupperSites(fleet, directory);
  return scorers.flatMap((scorer) => {
    const { hub, agents } = addressesOf(scorer, fleet, sites);
    if ('fault' in hub || 'fault' in agents) return [];
    return scorer.engines.map((engine) => ({
      scorer: scorer.id,
      engine,
      registered: registered(engine, { hub: hub.url, agents: agents.url }),
    }));
  });
}
