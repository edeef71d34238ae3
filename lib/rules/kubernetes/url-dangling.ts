import type { Edge } from '../../graph/edge';
import { groupKind } from '../../kinds/group-kind';
import { formatRef, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { bare, fieldOfEdge } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';
import { missingPort } from './service-ports';

const finding = findingKind({
  code: 'url-dangling',
  why: 'A URL is a reference that no API server checks: with a wrong name, namespace or port every request fails at run time.',
  fix: 'Correct the Service, its namespace or the port; a bare name is resolved in the namespace of the pod that uses it.',
  messages: {
    port: 'got a URL with port {got} of {service}; its ports are {expected}',
    near: 'got a URL of {got}, which does not exist; did you mean {suggestion}?',
    missing: 'got a URL of {got}, which does not exist; render it on this cluster, or list it under external',
  },
});

export const urlDangling: Rule<Edge> = {
  ...finding,
  ofAbsence: true,
  summary: 'Every URL into the fleet leads to an existing Service and one of its ports.',
  turnOff: 'Rarely: `external` with a reason is better, because it covers just the one Service.',

  *collect(_, { edges }) {
    for (const edge of edges) if (edge.via === 'url' && !edge.uninstantiated) yield edge;
  },

  *judge(edges, fleet) {
    for (const edge of edges)
      for (const ref of fleet.targets(edge)) {
        const fault = faultOfUrl(edge, ref, fleet);
        if (fault) yield fault;
      }
  },
};

function faultOfUrl(edge: Edge, ref: Ref, fleet: RuleFleet): Fault | undefined {
  const { cluster, namespace, port } = ref;
  const got = formatRef(bare(ref));
  const where = fieldOfEdge(edge, cluster);
  const found = fleet.find(ref);
  if (found.length > 0) {
    const others = port === undefined ? undefined : missingPort(edge, port, found);
    return others && finding.fault('port', { got: port, service: got, expected: others }, where);
  }
  if (namespace === undefined || fleet.isCluster(ref.name)) return undefined;
  if (edge.unsure && fleet.find({ cluster, ...groupKind('/Namespace'), name: namespace }).length === 0)
    return undefined;
  const near = fleet.nearest(ref);
  return near
    ? finding.fault('near', { got, suggestion: formatRef(bare(near)) }, where)
    : finding.fault('missing', { got }, where);
}
