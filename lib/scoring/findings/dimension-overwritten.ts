import type { FindingKind } from '../../model/finding';
import type { Engine } from '../engine';
import type { Problem } from '../problem';
import { lostDistinctions } from '../score-items';

export const dimensionOverwritten: FindingKind = {
  code: 'dimension-overwritten',
  why: 'Results that get one item name overwrite one another, and which of them remains is random in every round.',
  fix: 'Let the query yield one series for each item, or put the missing labels into the format.',
};

/** Whether several results of the engine fall on one item, as far as can be told. */
export function checkOverwritten(engine: Engine): readonly Problem[] {
  const lost = lostDistinctions(engine);
  if (lost.length === 0) return [];
  const message =
    `got "${engine.dimensionFormat}", which does not tell apart results that differ in ${lost.join(', ')}; ` +
    'one of them remains at random: aggregate in the query, or add to the format';
  return [
    { code: dimensionOverwritten.code, severity: 'warning', engine: engine.id, path: ['dimensionFormat'], message },
  ];
}
