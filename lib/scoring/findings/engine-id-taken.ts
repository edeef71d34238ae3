import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { sharing } from '../engine-index';

export const engineIdTaken = findingKind({
  code: 'engine-id-taken',
  why: 'Strategies choose an engine by its id, so the id must be unique.',
  fix: 'Give the newer engine an id of its own; a new model gets a new id anyway.',
  messages: {
    taken: 'got "{got}", which another engine has; choose an id of its own',
  },
});

/** Every engine whose id an earlier one has. */
export function checkEngineIds(engines: readonly Engine[]): readonly EngineFault[] {
  return sharing(engines, ({ id }) => id).map(({ engine: { id } }) =>
    engineIdTaken.fault('taken', { got: id }, { engine: id, path: ['id'] }),
  );
}
