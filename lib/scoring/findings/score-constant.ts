import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { constantAfterCut } from '../score-range';

export const scoreConstant = findingKind({
  code: 'score-constant',
  severity: 'warning',
  why: 'The agent cuts scores to whole numbers; a range that contains only one of them cannot tell clusters apart.',
  fix: 'Scale the score, for example by 100, or use the engine only for its metric.',
  messages: {
    onceCut:
      'got an engine with {min} to {max} {unit}, which leaves only {value} as a whole number; it prefers no cluster',
    constant: 'got {got} to {max} {unit}; cut to whole numbers all values become {constant}: scale the score',
  },
});

/** Whether all scores of the engine become one whole number. */
export function checkConstant(engine: Engine): readonly EngineFault[] {
  const constant = constantAfterCut(engine.metadata.range);
  if (engine.destination !== 'AddOnPlacementScore' || constant === undefined) return [];
  const { min, max } = engine.metadata.range;
  return [
    scoreConstant.fault(
      'constant',
      { got: min, max, unit: engine.metadata.unit, constant },
      { engine: engine.id, path: ['metadata', 'range'] },
    ),
  ];
}
