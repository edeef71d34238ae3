import { sourceWindow as kind } from '../../scoring/findings/source-window';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { registered } from './scorer-objects';

const maximumPoints = 11_000;

export const sourceWindow: Rule<Fault> = {
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',
  summary: 'Every DynamicScorer asks Prometheus for no more points than Prometheus returns.',
  turnOff: 'When your Prometheus returns more points per query.',

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
};
