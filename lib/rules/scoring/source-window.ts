import { sourceWindow as kind } from '../../scoring/findings/source-window';
import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const maximumPoints = 11_000;

export const sourceWindow = objectRule({
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer'],
  severity: 'error',
  summary: 'Every DynamicScorer asks Prometheus for no more points than Prometheus returns.',
  turnOff: 'When your Prometheus returns more points per query.',

  *collect(located): Iterable<Fault> {
    const { type, params } = located.manifest.spec?.source ?? {};
    if (located.uninstantiated || type !== 'Prometheus' || !params) return;
    const { range, step } = params;
    const points = Math.floor(range / step);
    if (!Number.isFinite(points) || points <= maximumPoints) return;
    const message = `got ${step}, which makes ${points} points of ${range} seconds; take at least ${Math.ceil(range / maximumPoints)}`;
    yield faultOf(located, ['spec', 'source', 'params', 'step'], message);
  },

  judge: (faults) => faults,
});
