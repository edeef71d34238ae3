import type { Edge } from '../../graph/edge';
import { formatRef } from '../../model/ref';
import { bare, faultOfEdge, list } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { missingPort } from './service-ports';

export const referencePortMissing: Rule<Edge> = {
  code: 'reference-port-missing',
  severity: 'error',
  summary: 'Every Service port that a field names is a port of that Service.',
  why: 'A Route, Ingress or webhook that names a port that its Service lacks gets no answer.',
  fix: 'Name a port of the Service, or add the port to it.',
  turnOff: 'When another program adds the port after the sync.',

  *collect(_, { edges }) {
    for (const edge of edges)
      if (edge.via === 'field' && edge.to.port !== undefined && !edge.uninstantiated) yield edge;
  },

  *judge(edges, fleet) {
    for (const edge of edges) {
      const { port } = edge.to;
      const found = fleet.find(edge.to);
      const others = port === undefined || found.length === 0 ? undefined : missingPort(edge, port, found);
      if (port === undefined || others === undefined) continue;
      yield faultOfEdge(edge, `got port ${port} of ${formatRef(bare(edge.to))}; its ports are ${list(others)}`);
    }
  },
};
