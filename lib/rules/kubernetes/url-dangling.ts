import type { Edge } from '../../graph/edge';
import { groupKind } from '../../kinds/group-kind';
import { formatRef, type Ref } from '../../model/ref';
import { bare, faultOfEdge, list } from '../engine/fault';
import type { Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';
import { missingPort } from './service-ports';

export const urlDangling: Rule<Edge> = {
  code: 'url-dangling',
  severity: 'error',
  ofAbsence: true,
  summary: 'Every URL into the fleet leads to an existing Service and one of its ports.',
  why: 'A URL is a reference that no API server checks: with a wrong name, namespace or port every request fails at run time.',
  fix: 'Correct the Service, its namespace or the port; a bare name is resolved in the namespace of the pod that uses it.',
  turnOff: 'Rarely: `external` with a reason is better, because it covers just the one Service.',

  *collect(_, { edges }) {
    for (const edge of edges) if (edge.via === 'url' && !edge.uninstantiated) yield edge;
  },

  *judge(edges, fleet) {
    for (const edge of edges)
      for (const ref of fleet.targets(edge)) {
        const fault = faultOfUrl(edge, ref, fleet);
        if (fault !== undefined) yield faultOfEdge(edge, fault, ref.cluster);
      }
  },
};

function faultOfUrl(edge: Edge, ref: Ref, fleet: RuleFleet): string | undefined {
  const { cluster, namespace, port } = ref;
  const service = formatRef(bare(ref));
  const found = fleet.find(ref);
  if (found.length > 0) {
    const others = port === undefined ? undefined : missingPort(edge, port, found);
    return others && `got a URL with port ${port ?? ''} of ${service}; its ports are ${list(others)}`;
  }
  if (namespace === undefined || fleet.isCluster(ref.name)) return undefined;
  if (edge.unsure && fleet.find({ cluster, ...groupKind('/Namespace'), name: namespace }).length === 0)
    return undefined;
  const near = fleet.nearest(ref);
  const fix = near ? `did you mean ${formatRef(bare(near))}?` : 'render it on this cluster, or list it under external';
  return `got a URL of ${service}, which does not exist; ${fix}`;
}
