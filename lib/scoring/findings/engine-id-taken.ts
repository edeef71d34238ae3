import type { FindingKind } from '../../model/finding';
import type { Engine } from '../engine';
import type { Problem } from '../problem';

export const engineIdTaken: FindingKind = {
  code: 'engine-id-taken',
  why: 'Strategies choose an engine by its id; with two of one id nobody can say which is meant.',
  fix: 'Give the newer engine an id of its own; a new model gets a new id anyway.',
};

/** Every engine whose id an earlier one has. */
export function checkEngineIds(engines: readonly Engine[]): readonly Problem[] {
  return engines
    .filter((engine, at) => engines.findIndex(({ id }) => id === engine.id) < at)
    .map(({ id }) => ({
      code: engineIdTaken.code,
      severity: 'error',
      engine: id,
      path: ['id'],
      message: `got "${id}", which another engine has; choose an id of its own`,
    }));
}
