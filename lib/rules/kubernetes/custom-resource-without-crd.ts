import type { Edge } from '../../graph/edge';
import { findingKind } from '../../model/finding-kind';
import { fieldOfEdge, firstUser } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { groupOfDefinition } from '../../kinds/resource-name';

const finding = findingKind({
  code: 'custom-resource-without-crd',
  why: 'Without the CustomResourceDefinition the API server does not know the kind, and the whole Application fails to sync.',
  fix: 'Add the chart or component that brings the CRD to the cluster, or list its API group under `external`.',
  messages: {
    missing: 'got {got}, which nothing brings to this cluster; add what provides {group}',
  },
});

export const customResourceWithoutCrd: Rule<Edge> = {
  ...finding,
  ofAbsence: true,
  summary: 'Every custom resource has its CustomResourceDefinition on the same cluster.',
  turnOff: 'Rarely: `external` with a reason is better, because it says who installs the CRD.',

  *collect(_, { edges }) {
    for (const edge of edges) if (edge.via === 'definition' && !edge.uninstantiated) yield edge;
  },

  *judge(edges, fleet) {
    // Once per unit and kind: a hundred objects of one kind lack one CRD.
    const missing = new Map<string, Edge>();
    for (const edge of edges) {
      if (fleet.find(edge.to).length > 0) continue;
      const key = `${edge.origin.cluster}/${edge.origin.unit} ${edge.to.cluster}/${edge.to.name}`;
      missing.set(key, firstUser(edge, missing.get(key)));
    }
    for (const edge of missing.values()) {
      const group = groupOfDefinition(edge.to.name);
      yield finding.fault('missing', { got: edge.to.name, group }, fieldOfEdge(edge));
    }
  },
};
