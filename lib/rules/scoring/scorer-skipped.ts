import { checkSkipped, scorerSkipped as kind } from '../../scoring/findings/scorer-skipped';
import type { Fault } from '../engine/rule';
import { faultOfProblem, fullAnswer, registered } from './scorer-objects';
import { objectRule } from '../engine/object-rule';

export const scorerSkipped = objectRule({
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer'],
  severity: 'error',
  summary: 'Every DynamicScorer states what the controller cannot learn elsewhere.',
  turnOff: 'Never: the controller skips such a scorer.',

  *collect(located): Iterable<Fault> {
    const engine = registered(located, fullAnswer);
    for (const problem of engine ? checkSkipped(engine) : []) yield faultOfProblem(located, problem);
  },

  judge: (faults) => faults,
});
