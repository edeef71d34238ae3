import type { FindingKind } from '../../model/finding';
import type { Engine } from '../engine';
import type { Problem } from '../problem';
import { constantAfterCut } from '../score-range';

export const scoreConstant: FindingKind = {
  code: 'score-constant',
  why: 'The agent cuts scores to whole numbers; a range without two of them leaves one value, by which nothing is chosen.',
  fix: 'Scale the score, for example by 100, or use the engine only for its metric.',
};

/** Whether all scores of the engine become one whole number. */
export function checkConstant(engine: Engine): readonly Problem[] {
  const constant = constantAfterCut(engine.metadata.range);
  if (engine.destination !== 'AddOnPlacementScore' || constant === undefined) return [];
  const { min, max } = engine.metadata.range;
  const message = `got ${min} to ${max} ${engine.metadata.unit}; cut to whole numbers all values become ${constant}: scale the score`;
  return [{ code: scoreConstant.code, severity: 'warning', engine: engine.id, path: ['metadata', 'range'], message }];
}
