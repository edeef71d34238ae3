import type { FindingKind } from '../../model/finding';
import type { Engine } from '../engine';
import type { Problem } from '../problem';

export const scoreWithoutDestination: FindingKind = {
  code: 'score-without-destination',
  why: 'A Placement reads AddOnPlacementScores; an engine with another destination writes none.',
  fix: "Set the engine's destination to AddOnPlacementScore, or choose another engine.",
};

/** Whether a strategy can use the engine at all. */
export function checkDestination(engine: Engine): readonly Problem[] {
  if (engine.destination === 'AddOnPlacementScore') return [];
  const message = `got "${engine.destination}"; a strategy needs an engine that writes AddOnPlacementScores`;
  return [{ code: scoreWithoutDestination.code, severity: 'error', engine: engine.id, path: ['destination'], message }];
}
