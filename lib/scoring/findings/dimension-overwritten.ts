import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { lostDistinctions } from '../score-items';

export const dimensionOverwritten = findingKind({
  code: 'dimension-overwritten',
  severity: 'warning',
  why: 'Results with the same item name overwrite one another, and which one remains is random in every round.',
  fix: 'Let the query yield one series for each item, or put the missing labels into the format.',
  messages: {
    lost: 'got "{got}", which does not tell apart results that differ in {lost}; one of them remains at random: aggregate in the query, or add to the format',
  },
});

/** Whether several results of the engine fall on one item, as far as can be told. */
export function checkOverwritten(engine: Engine): readonly EngineFault[] {
  const lost = lostDistinctions(engine);
  if (lost.length === 0) return [];
  return [
    dimensionOverwritten.fault(
      'lost',
      { got: engine.dimensionFormat, lost: lost.join(', ') },
      { engine: engine.id, path: ['dimensionFormat'] },
    ),
  ];
}
