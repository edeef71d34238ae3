import type { Path } from '../../model/origin';
import { engineKey } from './engine-settings';
import type { PlannedScorer } from './plan';

/** By a field of an engine, where an environment may say otherwise: a key of the scorer, or one of the engine's own. */
const places: Readonly<Record<string, { readonly scorer?: readonly string[]; readonly engine?: string }>> = {
  'source.query': { engine: 'query' },
  'source.range': { engine: 'range' },
  'source.step': { engine: 'step' },
  'source.host': { engine: 'prometheus' },
  'source.auth': { engine: 'sourceAuth' },
  'scoring.name': { engine: 'score' },
  'scoring.interval': { engine: 'interval' },
  'scoring.auth': { scorer: ['auth'] },
  'scoring.host': { scorer: ['expose', 'external'] },
  configURL: { scorer: ['expose', 'external'] },
  dimensionFormat: { engine: 'dimension' },
  'metadata.range': { engine: 'values', scorer: ['config'] },
};

/** The part of the block that a problem with a field of an engine comes from: the setting itself, or what is nearest to it. */
export function settingsPath(planned: readonly PlannedScorer[], engine: string, field: Path): Path {
  const scorer = planned.find(({ engines }) => engines.some(({ id, name }) => id === engine || name === engine));
  const found = scorer?.engines.find(({ id, name }) => id === engine || name === engine);
  if (scorer === undefined || found === undefined) return ['scorers'];
  const place = places[field.join('.')] ?? {};
  const here = ['scorers', scorer.id];
  const key = engineKey(found);
  const own = scorer.settings.engines?.[key];
  if (place.engine !== undefined && own !== undefined && place.engine in own)
    return [...here, 'engines', key, place.engine];
  const ofScorer = place.scorer?.find((each) => scorer.settings[each] !== undefined);
  return ofScorer === undefined ? here : [...here, ofScorer];
}
