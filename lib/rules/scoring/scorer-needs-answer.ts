import { checkScoringPath } from '../../scoring/findings/scoring-path-missing';
import { checkSkipped } from '../../scoring/findings/scorer-skipped';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { fullAnswer, registered } from './scorer-objects';

const finding = findingKind({
  code: 'scorer-needs-answer',
  severity: 'warning',
  why: 'In the mode Full, any JSON that configURL returns counts, even a 404 page. If neither that answer nor the DynamicScorer states a required field, the scorer is skipped with a log line, or asked at its bare host.',
  fix: 'State in the DynamicScorer what you expect the scorer to answer.',
  messages: {
    missing: 'missing, so the scorer depends on the answer of configURL; set it here as well',
  },
});

export const scorerNeedsAnswer = objectRule({
  ...finding,
  kinds: ['dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer'],
  summary: 'A DynamicScorer states every setting that the answer of its scorer may lack.',
  turnOff: 'When the scorer is known to answer in full, and its answer is meant to stay the only source.',

  *collect(located): Iterable<Fault> {
    const engine = registered(located, {});
    const complete = registered(located, fullAnswer);
    if (engine?.spec.configSyncMode !== 'Full' || !complete || checkSkipped(complete).length > 0) return;
    for (const { path } of [...checkSkipped(engine), ...checkScoringPath(engine.name, engine.spec)])
      yield finding.fault('missing', {}, fieldOf(located, path));
  },

  judge: (faults) => faults,
});
