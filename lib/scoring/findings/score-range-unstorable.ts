import type { FindingKind } from '../../model/finding';
import type { Engine } from '../engine';
import type { Problem } from '../problem';
import { isStorable } from '../score-range';

export const scoreRangeUnstorable: FindingKind = {
  code: 'score-range-unstorable',
  why: 'An AddOnPlacementScore holds whole numbers from -100 to 100; one value outside, and the whole update is refused.',
  fix: 'Scale the scores in the query or in the scorer.',
};

/** Whether some value of the engine's range, cut to a whole number, cannot be stored. */
export function checkStorable(engine: Engine): readonly Problem[] {
  const { min, max } = engine.metadata.range;
  if (engine.destination !== 'AddOnPlacementScore' || isStorable(engine.metadata.range)) return [];
  const message =
    min > max
      ? `got ${min} to ${max}; write the lower end as min`
      : `got ${min} to ${max}; an AddOnPlacementScore holds -100 to 100: scale the score in the query or the scorer`;
  return [
    { code: scoreRangeUnstorable.code, severity: 'error', engine: engine.id, path: ['metadata', 'range'], message },
  ];
}
