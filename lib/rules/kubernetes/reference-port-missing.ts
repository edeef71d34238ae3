import type { Edge } from '../../graph/edge';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { bare, fieldOfEdge } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { missingPort } from './service-ports';

const finding = findingKind({
  code: 'reference-port-missing',
  why: 'A Route, Ingress or webhook that names a port that its Service lacks gets no answer.',
  fix: 'Name a port of the Service, or add the port to it.',
  messages: {
    missing: 'got port {got} of {object}; its ports are {expected}',
  },
});

export const referencePortMissing: Rule<Edge> = {
  ...finding,
  summary: 'Every Service port that a field names is a port of that Service.',
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
      yield finding.fault(
        'missing',
        { got: port, object: formatRef(bare(edge.to)), expected: others },
        fieldOfEdge(edge),
      );
    }
  },
};
