import type { Manifest } from '../../model/manifest';
import { checkScoringPath } from '../../scoring/findings/scoring-path-missing';
import { checkSkipped } from '../../scoring/findings/scorer-skipped';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { fullAnswer, registered } from './scorer-objects';

/** A DynamicScorer says itself what its scorer's answer may lack. */
export const scorerNeedsAnswer: Rule<Fault> = {
  code: 'scorer-needs-answer',
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'warning',
  why: 'Under Full any JSON that configURL answers counts, also a 404 page: a scorer whose answer lacks what the DynamicScorer does not say either is left out with a log line, or asked at its bare host.',
  fix: 'Write into the DynamicScorer what the scorer is expected to answer.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const engine = registered(located, {});
      if (engine?.spec.configSyncMode !== 'Full') continue;
      const complete = registered(located, fullAnswer);
      if (complete && checkSkipped(complete).length > 0) continue;
      for (const { path } of [...checkSkipped(engine), ...checkScoringPath(engine.name, engine.spec)])
        yield faultOf(located, path, 'got nothing; whether it works hangs on what configURL answers: set it here too');
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'hub01/demo': [scorer({ type: 'None' }, {})] },
    findings: [
      'DynamicScorer open-cluster-management/sample spec.scoring.params.name: got nothing; whether it works hangs on what configURL answers: set it here too',
      'DynamicScorer open-cluster-management/sample spec.scoring.path: got nothing; whether it works hangs on what configURL answers: set it here too',
    ],
  },
  good: { 'hub01/demo': [scorer({ type: 'None' }, { path: '/score', params: { name: 'cpu', interval: 30 } })] },
};

function scorer(source: object, scoring: object): Manifest {
  const configURL = 'http://10.0.0.1:30007/config';
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'sample', namespace: 'open-cluster-management' },
    spec: { configURL, configSyncMode: 'Full', location: 'Internal', scoreDestination: 'None', source, scoring },
  };
}
