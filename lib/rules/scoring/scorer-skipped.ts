import type { Manifest } from '../../model/manifest';
import { checkSkipped, scorerSkipped as kind } from '../../scoring/findings/scorer-skipped';
import type { Fault, Rule } from '../engine/rule';
import { faultOfProblem, fullAnswer, registered } from './scorer-objects';

/** No DynamicScorer lacks what the controller cannot take from anywhere else. */
export const scorerSkipped: Rule<Fault> = {
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',

  *collect(_, { objects }) {
    for (const located of objects) {
      const engine = registered(located, fullAnswer);
      for (const problem of engine ? checkSkipped(engine) : []) yield faultOfProblem(located, problem);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'hub01/demo': [
        scorer('nowhere', { configSyncMode: 'Full', scoreDestination: 'None' }),
        scorer('nameless', { configSyncMode: 'None', location: 'Internal', scoreDestination: 'None' }),
      ],
    },
    findings: [
      'DynamicScorer open-cluster-management/nowhere spec.location: got nothing usable; the controller leaves this scorer out on every cluster: set Internal or External',
      'DynamicScorer open-cluster-management/nameless spec.scoring.params.name: got nothing usable; the controller leaves this scorer out on every cluster: set the score name',
    ],
  },
  good: {
    'hub01/demo': [scorer('sample', { configSyncMode: 'Full', location: 'Internal', scoreDestination: 'None' })],
  },
};

function scorer(name: string, spec: object): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name, namespace: 'open-cluster-management' },
    spec: { configURL: 'http://10.0.0.1:30007/config', ...spec },
  };
}
