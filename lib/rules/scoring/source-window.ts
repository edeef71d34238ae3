import { sourceWindow as finding } from '../../scoring/findings/source-window';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const maximumPoints = 11_000;

export const sourceWindow = objectRule({
  ...finding,
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
    const data = { got: step, points, range, expected: Math.ceil(range / maximumPoints) };
    yield finding.fault('rendered', data, fieldOf(located, ['spec', 'source', 'params', 'step']));
  },

  judge: (faults) => faults,
});
