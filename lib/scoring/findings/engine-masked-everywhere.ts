import type { FindingKind } from '../../model/finding';
import type { Mask } from '../controller';
import type { Engine } from '../engine';
import type { Problem } from '../problem';

export const engineMaskedEverywhere: FindingKind = {
  code: 'engine-masked-everywhere',
  why: 'A strategy by an engine that is masked on every candidate sees 0 on all of them.',
  fix: 'Take away a mask, or choose another engine.',
};

/** Whether no cluster that a strategy may choose is told of the engine. */
export function checkMaskedEverywhere(
  engine: Engine,
  masks: readonly Mask[],
  candidates: readonly string[],
): readonly Problem[] {
  const score = engine.scoring.name;
  const masked = (cluster: string) => masks.some((mask) => mask.clusterName === cluster && mask.scoreName === score);
  if (candidates.length === 0 || !candidates.every(masked)) return [];
  const message = `got "${score}", masked on every candidate (${candidates.join(', ')}); take away a mask or choose another engine`;
  return [
    { code: engineMaskedEverywhere.code, severity: 'error', engine: engine.id, path: ['scoring', 'name'], message },
  ];
}
