import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { promqlInvalid as kind } from '../../scoring/findings/promql-invalid';
import { queryProblems } from '../../scoring/promql';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { registered } from '../scoring/scorer-objects';

const expressions = parsePattern('spec.groups[*].rules[*].expr');

/** Prometheus takes every query that a DynamicScorer has it asked, and every rule that it is given. */
export const promqlInvalid: Rule<Fault> = {
  ...kind,
  kinds: ['monitoring.coreos.com/PrometheusRule', 'dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',

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

  bad: {
    units: {
      'hub01/demo': [scorer('sum(rate(node_cpu_seconds_total[5m])')],
      'worker01/demo': [recording('sum(up')],
    },
    findings: [
      'DynamicScorer open-cluster-management/sample spec.source.params.query: got a fault at column 37 of the query; the query ends too early; close what was opened, or name the labels',
      'PrometheusRule demo/rules spec.groups[0].rules[0].expr: got a fault at column 7; the query ends too early; close what was opened, or name the labels',
    ],
  },
  good: { 'hub01/demo': [scorer('sum(rate(node_cpu_seconds_total[5m]));up')] },
};

function recording(expr: string): Manifest {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'rules', namespace: 'demo' },
    spec: { groups: [{ name: 'demo', rules: [{ record: 'demo:up', expr }] }] },
  };
}

function scorer(query: string): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'sample', namespace: 'open-cluster-management' },
    spec: {
      configURL: 'http://10.0.0.1:30007/config',
      configSyncMode: 'None',
      source: { type: 'Prometheus', params: { query, range: 60, step: 60 } },
    },
  };
}
