import type { Manifest } from '../../model/manifest';
import { sourceWindow as kind } from '../../scoring/findings/source-window';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { registered } from './scorer-objects';

const maximumPoints = 11_000;

/** No DynamicScorer asks Prometheus for more points than it gives. */
export const sourceWindow: Rule<Fault> = {
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',

  *collect(_, { objects }) {
    for (const located of objects) {
      const source = registered(located, {})?.spec.source;
      if (source?.type !== 'Prometheus' || !source.params) continue;
      const { range, step } = source.params;
      const points = Math.floor(range / step);
      if (!Number.isFinite(points) || points <= maximumPoints) continue;
      const message = `got ${step}, which makes ${points} points of ${range} seconds; take at least ${Math.ceil(range / maximumPoints)}`;
      yield faultOf(located, ['spec', 'source', 'params', 'step'], message);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'hub01/demo': [scorer(86_400, 5)] },
    findings: [
      'DynamicScorer open-cluster-management/sample spec.source.params.step: got 5, which makes 17280 points of 86400 seconds; take at least 8',
    ],
  },
  good: { 'hub01/demo': [scorer(86_400, 60)] },
};

function scorer(range: number, step: number): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'sample', namespace: 'open-cluster-management' },
    spec: {
      configURL: 'http://10.0.0.1:30007/config',
      configSyncMode: 'None',
      source: { type: 'Prometheus', params: { query: 'up', range, step } },
    },
  };
}
