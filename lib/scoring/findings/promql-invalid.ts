import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { queryProblems } from '../promql';

export const promqlInvalid = findingKind({
  code: 'promql-invalid',
  why: 'Prometheus rejects the query on every cluster, each time that a score is due, and only the agent sees it.',
  fix: 'Fix the query at the column that the message names.',
  messages: {
    name: 'got {got}; a metric is named by letters, digits, _ and :',
    template: 'got {got:json}, a template whose last {{ is not closed; write }} after it',
    rule: 'got a fault at column {column}; {message}',
    fault: 'got a fault at column {column} of the query; {message}',
  },
});

/** The first fault of each query; several are joined by `;`, and each is read by itself. */
export function checkPromql(engine: Pick<Engine, 'id' | 'source'>): readonly EngineFault[] {
  if (engine.source.type === 'None') return [];
  return queryProblems(engine.source.query).map(({ column, message }) =>
    promqlInvalid.fault('fault', { column, message }, { engine: engine.id, path: ['source', 'query'] }),
  );
}
