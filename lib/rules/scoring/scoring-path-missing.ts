import type { Manifest } from '../../model/manifest';
import { checkScoringPath, scoringPathMissing as kind } from '../../scoring/findings/scoring-path-missing';
import type { Fault, Rule } from '../engine/rule';
import { faultOfProblem, fullAnswer, registered } from './scorer-objects';

/** Every DynamicScorer that its scorer tells nothing says where scores are asked for. */
export const scoringPathMissing: Rule<Fault> = {
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',

  *collect(_, { objects }) {
    for (const located of objects) {
      const engine = registered(located, fullAnswer);
      const problems = engine ? checkScoringPath(engine.name, engine.spec, fullAnswer) : [];
      for (const problem of problems) yield faultOfProblem(located, problem);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'hub01/demo': [scorer({ host: 'http://10.0.0.1:30007' })] },
    findings: [
      'DynamicScorer open-cluster-management/sample spec.scoring.path: got no path; the agent would post to the bare host: set it, as in "/scoring"',
    ],
  },
  good: { 'hub01/demo': [scorer({ host: 'http://10.0.0.1:30007', path: '/scoring' })] },
};

function scorer(scoring: object): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'sample', namespace: 'open-cluster-management' },
    spec: { configURL: 'http://10.0.0.1:30007/config', configSyncMode: 'None', scoring },
  };
}
