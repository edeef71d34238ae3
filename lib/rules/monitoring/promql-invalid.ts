import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { promqlInvalid as kind } from '../../scoring/findings/promql-invalid';
import { queryProblems } from '../../scoring/promql';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { registered } from '../scoring/scorer-objects';

const expressions = parsePattern('spec.groups[*].rules[*].expr');

export const promqlInvalid: Rule<Fault> = {
  ...kind,
  kinds: ['monitoring.coreos.com/PrometheusRule', 'dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',
  summary: 'Prometheus can parse every query of a DynamicScorer and every rendered rule.',
  turnOff: 'When your Prometheus has functions that this version does not know.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (kindKey(located.manifest) === 'monitoring.coreos.com/PrometheusRule')
        for (const { value, path } of find(expressions, located.manifest, []))
          // Here nothing cuts an expression at its semicolons.
          for (const problem of typeof value === 'string' && !value.includes(';') ? queryProblems(value) : [])
            yield faultOf(located, path, `got a fault at column ${problem.column}; ${problem.message}`);
      const source = registered(located, {})?.spec.source;
      if (source?.type !== 'Prometheus' || !source.params) continue;
      for (const { column, message } of queryProblems(source.params.query))
        yield faultOf(
          located,
          ['spec', 'source', 'params', 'query'],
          `got a fault at column ${column} of the query; ${message}`,
        );
    }
  },

  judge: (faults) => faults,
};
