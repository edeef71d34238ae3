import { exposureFault } from '../../constructs/exposure';
import { suggestion } from '../../environment/suggestion';
import type { Directory } from '../../model/directory';
import type { FindingKind } from '../../model/finding';
import { maskMatchesNothing } from '../../scoring/findings/mask-matches-nothing';
import type { Context, Problem } from '../component';
import { planScorers, type PlannedScorer } from './plan';
import type { DynamicScoringSettings } from './settings';

export const scorerUnreachable: FindingKind = {
  code: 'scorer-unreachable',
  why: 'The hub asks a scorer for its configuration and every agent asks it for scores; one that they cannot reach is silent.',
  fix: 'Expose it so that the hub and every cluster that is not masked reach it.',
};

/** What the whole environment shows to be wrong with its scorers and masks. */
export function problems(settings: DynamicScoringSettings, context: Context, _directory: Directory): Problem[] {
  const planned = planScorers(settings, context);
  return [...planned.flatMap(unreachable), ...uselessMasks(settings, planned)];
}

function unreachable({ scorer, endpoint, cluster, hub, agents }: PlannedScorer): Problem[] {
  const settings = ['scorers', scorer.id, 'expose'];
  const unfit = exposureFault(endpoint.exposure, cluster);
  if (unfit !== undefined) return [{ code: scorerUnreachable.code, settings, message: unfit }];
  const faults = [hub, agents].flatMap((reach) => ('fault' in reach ? [reach.fault] : []));
  return [...new Set(faults)].map((message) => ({ code: scorerUnreachable.code, settings, message }));
}

function uselessMasks({ masks }: DynamicScoringSettings, planned: readonly PlannedScorer[]): Problem[] {
  const known = planned.flatMap(({ scorer }) => scorer.engines.map(({ scoring }) => scoring.name));
  return masks.flatMap(({ score }, index) => {
    if (known.includes(score)) return [];
    const message = `got ${JSON.stringify(score)}; ${suggestion(score, known, 'scores')}`;
    return [{ code: maskMatchesNothing.code, settings: ['masks', index, 'score'], message }];
  });
}
