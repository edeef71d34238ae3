import { promqlInvalid as finding } from '../../scoring/findings/promql-invalid';
import { expressionProblems, queryProblems } from '../../scoring/promql';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

export const promqlInvalid = objectRule({
  ...finding,
  kinds: [
    'monitoring.coreos.com/v1/PrometheusRule',
    'dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer',
  ],
  severity: 'error',
  summary: 'Prometheus can parse every query of a DynamicScorer and every rendered rule.',
  turnOff: 'When your Prometheus has functions that this version does not know.',

  *collect(located): Iterable<Fault> {
    const { manifest } = located;
    if (manifest.kind === 'DynamicScorer') {
      const { type, params } = manifest.spec?.source ?? {};
      if (located.uninstantiated || type !== 'Prometheus' || !params) return;
      for (const { column, message } of queryProblems(params.query))
        yield finding.fault('fault', { column, message }, fieldOf(located, ['spec', 'source', 'params', 'query']));
      return;
    }
    for (const [group, { rules = [] }] of (manifest.spec.groups ?? []).entries())
      for (const [at, { expr, record, labels = {}, annotations = {} }] of rules.entries()) {
        const place = ['spec', 'groups', group, 'rules', at];
        if (record !== undefined && !metricName.test(record))
          yield finding.fault('name', { got: record }, fieldOf(located, [...place, 'record']));
        for (const [list, texts] of Object.entries({ labels, annotations }))
          for (const [name, text] of Object.entries(texts))
            if (isUnclosed(text))
              yield finding.fault('template', { got: text }, fieldOf(located, [...place, list, name]));
        for (const { column, message } of typeof expr === 'string' ? expressionProblems(expr) : [])
          yield finding.fault('rule', { column, message }, fieldOf(located, [...place, 'expr']));
      }
  },

  judge: (faults) => faults,
});

/** What Prometheus takes for the name of a metric. */
const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Whether a template of Go begins something that it does not end. */
function isUnclosed(text: string): boolean {
  return text.lastIndexOf('{{') > text.lastIndexOf('}}');
}
