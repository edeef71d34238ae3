import { checkScoringPath, scoringPathMissing as kind } from '../../scoring/findings/scoring-path-missing';
import type { Fault, Rule } from '../engine/rule';
import { faultOfProblem, fullAnswer, registered } from './scorer-objects';

export const scoringPathMissing: Rule<Fault> = {
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',
  summary: 'Every DynamicScorer that does not ask its scorer for settings states the path of the scores.',
  turnOff: 'When the scorer serves its scores at the root of its host.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const engine = registered(located, fullAnswer);
      const problems = engine ? checkScoringPath(engine.name, engine.spec, fullAnswer) : [];
      for (const problem of problems) yield faultOfProblem(located, problem);
    }
  },

  judge: (faults) => faults,
};
