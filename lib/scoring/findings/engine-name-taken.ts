import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { sharing } from '../engine-index';

export const engineNameTaken = findingKind({
  code: 'engine-name-taken',
  why: 'The name is that of the DynamicScorer object, and all of them share one namespace of the hub.',
  fix: 'Give each engine its own name, and let the scorer answer with it.',
  messages: {
    taken: 'got "{got}", the name of engine {id} too; each DynamicScorer needs its own',
  },
});

/** Every engine whose name an earlier one has. */
export function checkEngineNames(engines: readonly Engine[]): readonly EngineFault[] {
  return sharing(engines, ({ name }) => name).map(({ engine, holder }) =>
    engineNameTaken.fault('taken', { got: engine.name, id: holder.id }, { engine: engine.id, path: ['name'] }),
  );
}
