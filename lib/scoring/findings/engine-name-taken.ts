import type { FindingKind } from '../../model/finding';
import type { Engine } from '../engine';
import type { Problem } from '../problem';

export const engineNameTaken: FindingKind = {
  code: 'engine-name-taken',
  why: 'The name is that of the DynamicScorer object, and all of them share one namespace of the hub.',
  fix: 'Give each engine its own name, and let the scorer answer with it.',
};

/** Every engine whose name an earlier one has. */
export function checkEngineNames(engines: readonly Engine[]): readonly Problem[] {
  return engines.flatMap((engine, at) => {
    const holder = engines.slice(0, at).find(({ name }) => name === engine.name);
    if (holder === undefined) return [];
    const message = `got "${engine.name}", the name of engine ${holder.id} too; each DynamicScorer needs its own`;
    return [{ code: engineNameTaken.code, severity: 'error', engine: engine.id, path: ['name'], message }];
  });
}
