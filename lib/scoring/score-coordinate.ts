import type { Engine } from './engine';
import { cleanScoreName } from '../model/score-name';

/** `scoreCoordinate` of a Placement's prioritizer. */
export interface ScoreCoordinate {
  readonly type: 'AddOn';
  readonly addOn: { readonly resourceName: string; readonly scoreName: string };
}

/** How a Placement names one item of an engine. Whether the item can exist, the `score-item-…` findings say. */
export function scoreCoordinate(engine: Engine, itemName: string): ScoreCoordinate {
  return { type: 'AddOn', addOn: { resourceName: cleanScoreName(engine.scoring.name), scoreName: itemName } };
}

/** The weight of an engine in a Placement: negative where lower scores are better, because a Placement prefers higher ones. */
export function signedWeight({ metadata }: Engine, importance: number): number {
  return metadata.direction === 'higher-is-better' ? importance : -importance;
}
