import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';

export const scoreWithoutDestination = findingKind({
  code: 'score-without-destination',
  why: 'A Placement reads AddOnPlacementScores; an engine with another destination writes none.',
  fix: "Set the engine's destination to AddOnPlacementScore, or choose another engine.",
  messages: {
    noScores: 'got "{got}"; a strategy needs an engine that writes AddOnPlacementScores',
  },
});

/** Whether a strategy can use the engine at all. */
export function checkDestination(engine: Engine): readonly EngineFault[] {
  if (engine.destination === 'AddOnPlacementScore') return [];
  return [
    scoreWithoutDestination.fault(
      'noScores',
      { got: engine.destination },
      { engine: engine.id, path: ['destination'] },
    ),
  ];
}
