import { checkSkipped, scorerSkipped as kind } from '../../scoring/findings/scorer-skipped';
import type { Fault, Rule } from '../engine/rule';
import { faultOfProblem, fullAnswer, registered } from './scorer-objects';

export const scorerSkipped: Rule<Fault> = {
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',
  summary: 'Every DynamicScorer states what the controller cannot learn elsewhere.',
  turnOff: 'Never: the controller skips such a scorer.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const engine = registered(located, fullAnswer);
      for (const problem of engine ? checkSkipped(engine) : []) yield faultOfProblem(located, problem);
    }
  },

  judge: (faults) => faults,
};
