import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { isStorable } from '../score-range';

export const scoreRangeUnstorable = findingKind({
  code: 'score-range-unstorable',
  why: 'An AddOnPlacementScore holds whole numbers from -100 to 100; one value outside, and the whole update is rejected.',
  fix: 'Scale the scores in the query or in the scorer.',
  messages: {
    reversed: 'got {got} to {max}; write the lower end as min',
    outside: 'got {got} to {max}; an AddOnPlacementScore holds -100 to 100: scale the score in the query or the scorer',
  },
});

/** Whether some value of the engine's range, cut to a whole number, cannot be stored. */
export function checkStorable(engine: Engine): readonly EngineFault[] {
  const { min, max } = engine.metadata.range;
  if (engine.destination !== 'AddOnPlacementScore' || isStorable(engine.metadata.range)) return [];
  return [
    min > max
      ? scoreRangeUnstorable.fault('reversed', { got: min, max }, { engine: engine.id, path: ['metadata', 'range'] })
      : scoreRangeUnstorable.fault('outside', { got: min, max }, { engine: engine.id, path: ['metadata', 'range'] }),
  ];
}
