import type { Edge } from '../../graph/edge';
import { groupOfDefinition } from '../../graph/scope';
import { faultOfEdge, firstUser } from '../engine/fault';
import type { Rule } from '../engine/rule';

/** Every custom resource has its CustomResourceDefinition on the same cluster. */
export const customResourceWithoutCrd: Rule<Edge> = {
  code: 'custom-resource-without-crd',
  severity: 'error',
  ofAbsence: true,
  why: 'Without its CustomResourceDefinition the API server knows nothing of the kind, and the whole Application fails to sync.',
  fix: 'Add the chart or component that brings the CRD to the cluster, or list its API group under external.',

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
      yield faultOfEdge(edge, `got ${edge.to.name}, which nothing brings to this cluster; add what provides ${group}`);
    }
  },

  bad: {
    units: {
      'worker01/demo': [
        { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'own', namespace: 'demo' } },
        { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'other', namespace: 'demo' } },
      ],
    },
    findings: [
      'Issuer demo/other apiVersion: got issuers.cert-manager.io, which nothing brings to this cluster; add what provides cert-manager.io',
    ],
  },
  good: {
    'worker01/operator': [
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'issuers.cert-manager.io' },
        spec: { group: 'cert-manager.io', names: { kind: 'Issuer', plural: 'issuers' } },
      },
    ],
    'worker01/demo': [
      { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'own', namespace: 'demo' } },
    ],
    'hub01/demo': [
      {
        apiVersion: 'cluster.open-cluster-management.io/v1beta1',
        kind: 'Placement',
        metadata: { name: 'all', namespace: 'demo' },
      },
    ],
  },
};
