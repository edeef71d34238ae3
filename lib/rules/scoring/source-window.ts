import { leastStep, sourceWindow as finding, tooManyPoints } from '../../scoring/findings/source-window';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

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
    const points = tooManyPoints(range, step);
    if (points === undefined) return;
    const data = { got: step, points, range, expected: leastStep(range) };
    yield finding.fault('rendered', data, fieldOf(located, ['spec', 'source', 'params', 'step']));
  },

  judge: (faults) => faults,
});
