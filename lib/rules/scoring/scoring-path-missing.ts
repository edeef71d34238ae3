import { checkScoringPath, scoringPathMissing as finding } from '../../scoring/findings/scoring-path-missing';
import type { Fault } from '../engine/rule';
import { faultOfObject, fullAnswer, registered } from './scorer-objects';
import { objectRule } from '../engine/object-rule';

export const scoringPathMissing = objectRule({
  ...finding,
  kinds: ['dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer'],
  severity: 'error',
  summary: 'Every DynamicScorer that does not ask its scorer for settings states the path of the scores.',
  turnOff: 'When the scorer serves its scores at the root of its host.',

  *collect(located): Iterable<Fault> {
    const engine = registered(located, fullAnswer);
    const faults = engine ? checkScoringPath(engine.name, engine.spec, fullAnswer) : [];
    for (const fault of faults) yield faultOfObject(located, fault);
  },

  judge: (faults) => faults,
});
