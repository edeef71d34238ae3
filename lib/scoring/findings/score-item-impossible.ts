import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { canWrite, knownItems } from '../score-items';
import { hint } from '../../model/words';

export const scoreItemImpossible = findingKind({
  code: 'score-item-impossible',
  why: 'A cluster without the item that a Placement asks for counts as 0; an item that never exists chooses nothing.',
  fix: "Use the name of an item as the engine's dimension format makes it.",
  messages: {
    neverWritten: 'got "{got}", which engine {id} never writes; {hint}',
    formatted: 'got "{got}", which engine {id} never writes; items look like "{format}"',
  },
});

/** Whether the engine can never write an item of the name that a strategy asks for. */
export function checkItem(engine: Engine, itemName: string): readonly EngineFault[] {
  if (canWrite(engine, itemName)) return [];
  const known = knownItems(engine);
  const where = { engine: engine.id, path: ['dimensionFormat'] };
  const data = { got: itemName, id: engine.id };
  return [
    known === undefined
      ? scoreItemImpossible.fault('formatted', { ...data, format: engine.dimensionFormat }, where)
      : scoreItemImpossible.fault('neverWritten', { ...data, ...hint(itemName, known) }, where),
  ];
}
