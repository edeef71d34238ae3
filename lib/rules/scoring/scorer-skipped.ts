import { checkSkipped, scorerSkipped as finding } from '../../scoring/findings/scorer-skipped';
import type { Fault } from '../engine/rule';
import { faultOfObject, fullAnswer, registered } from './scorer-objects';
import { objectRule } from '../engine/object-rule';

export const scorerSkipped = objectRule({
  ...finding,
  kinds: ['dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer'],
  severity: 'error',
  summary: 'Every DynamicScorer states what the controller cannot learn elsewhere.',
  turnOff: 'Never: the controller skips such a scorer.',

  *collect(located): Iterable<Fault> {
    const engine = registered(located, fullAnswer);
    for (const fault of engine ? checkSkipped(engine) : []) yield faultOfObject(located, fault);
  },

  judge: (faults) => faults,
});
