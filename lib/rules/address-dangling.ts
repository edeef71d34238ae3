import type { Edge } from '../graph/edge';
import { find, parsePattern } from '../graph/field-pattern';
import { kindKey } from '../graph/located';
import type { Manifest } from '../model/manifest';
import { faultOfEdge, list } from './fault';
import type { Rule } from './rule';

type Fact = { readonly edge: Edge } | { readonly cluster: string; readonly nodePort: number };

const nodePorts = parsePattern('spec.ports[*].nodePort');

/** Every URL with the address of a cluster's node leads to a NodePort that the cluster has. */
export const addressDangling: Rule<Fact> = {
  code: 'address-dangling',
  severity: 'error',
  ofAbsence: true,
  why: 'Where clusters reach one another by NodePort, the URL on one and the Service on the other must agree; nothing else notices when they do not.',
  fix: 'Use the nodePort of the Service that is meant, on the cluster whose address the URL has.',

  *collect(_, { objects, edges }) {
    for (const edge of edges) if (edge.via === 'address' && !edge.uninstantiated) yield { edge };
    for (const { manifest, ref, uninstantiated } of objects) {
      if (kindKey(manifest) !== '/Service' || uninstantiated) continue;
      for (const { value } of find(nodePorts, manifest, []))
        if (typeof value === 'number') yield { cluster: ref.cluster, nodePort: value };
    }
  },

  *judge(facts, { input: { fleet } }) {
    const open = new Map<string, number[]>();
    for (const fact of facts)
      if ('nodePort' in fact) open.set(fact.cluster, [...(open.get(fact.cluster) ?? []), fact.nodePort]);
    for (const fact of facts) {
      if (!('edge' in fact)) continue;
      const { name, port } = fact.edge.to;
      const cluster = fleet.clusters.find(({ address }) => address === name);
      // Other ports are those of the node itself, as the API server's.
      if (!cluster || typeof port !== 'number' || port < 30000 || port > 32767) continue;
      const there = open.get(cluster.name) ?? [];
      if (there.includes(port)) continue;
      const known = list([...there].sort((a, b) => a - b));
      const message = `got port ${port} of cluster ${cluster.name}, which no Service opens there; its NodePorts are ${known}`;
      yield faultOfEdge(fact.edge, message);
    }
  },

  bad: {
    units: { 'worker01/demo': [service(30007)], 'hub01/demo': [scorer('http://172.18.0.3:30008/config')] },
    findings: [
      'DynamicScorer open-cluster-management/sample spec.configURL: got port 30008 of cluster worker01, which no Service opens there; its NodePorts are 30007',
    ],
  },
  good: {
    'worker01/demo': [service(30007)],
    'hub01/demo': [
      scorer('http://172.18.0.3:30007/config'),
      scorer('https://172.18.0.3:6443'),
      scorer('http://10.0.0.9:30009'),
    ],
  },
};

function service(nodePort: number): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'demo' },
    spec: { type: 'NodePort', ports: [{ port: 80, nodePort }] },
  };
}

function scorer(configURL: string): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'sample', namespace: 'open-cluster-management' },
    spec: { configURL },
  };
}
