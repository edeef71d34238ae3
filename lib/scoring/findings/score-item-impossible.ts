import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { Problem } from '../problem';
import { canWrite, knownItems } from '../score-items';
import { suggestion } from '../../environment/suggestion';

export const scoreItemImpossible = findingKind({
  code: 'score-item-impossible',
  why: 'A cluster without the item that a Placement asks for counts as 0; an item that never exists chooses nothing.',
  fix: "Use the name of an item as the engine's dimension format makes it.",
  messages: {
    neverWritten: 'got "{got}", which engine {id} never writes; {fix}',
  },
});

/** Whether the engine can never write an item of the name that a strategy asks for. */
export function checkItem(engine: Engine, itemName: string): readonly Problem[] {
  if (canWrite(engine, itemName)) return [];
  const known = knownItems(engine);
  const fix = known === undefined ? `items look like "${engine.dimensionFormat}"` : suggestion(itemName, known);
  return [
    scoreItemImpossible.fault(
      'neverWritten',
      { got: itemName, id: engine.id, fix },
      { engine: engine.id, path: ['dimensionFormat'] },
    ),
  ];
}
