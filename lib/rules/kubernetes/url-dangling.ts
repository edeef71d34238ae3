import type { Edge } from '../../graph/edge';
import { formatRef, type Ref } from '../../model/ref';
import { bare, faultOfEdge, list } from '../engine/fault';
import type { Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';
import { missingPort } from './service-ports';

/** Every URL that leads into the fleet leads to a Service that is there, by a port that it has. */
export const urlDangling: Rule<Edge> = {
  code: 'url-dangling',
  severity: 'error',
  ofAbsence: true,
  why: 'A URL is a reference that no API server checks: with a wrong name, namespace or port every request fails at run time.',
  fix: 'Correct the Service, its namespace or the port; a bare name is looked up in the namespace of the pod that asks.',

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

  bad: {
    units: {
      'worker01/demo': [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'minio', namespace: 'demo' },
          spec: { ports: [{ port: 9000 }] },
        },
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'client', namespace: 'demo' },
          spec: {
            containers: [
              {
                name: 'client',
                args: [
                  'http://minio:9001',
                  'http://minio.dmo.svc:9000/models',
                  'http://prometheus.monitoring.svc:9090',
                ],
              },
            ],
          },
        },
      ],
    },
    findings: [
      'Pod demo/client spec.containers[0].args[0]: got a URL with port 9001 of Service demo/minio; its ports are 9000',
      'Pod demo/client spec.containers[0].args[1]: got a URL of Service dmo/minio, which does not exist; did you mean Service demo/minio?',
      'Pod demo/client spec.containers[0].args[2]: got a URL of Service monitoring/prometheus, which does not exist; render it on this cluster, or list it under external',
    ],
  },
  good: {
    'worker01/demo': [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'minio', namespace: 'demo' },
        spec: { ports: [{ port: 9000 }] },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'client', namespace: 'demo' },
        spec: {
          containers: [
            {
              name: 'client',
              args: [
                'http://minio:9000',
                'http://localhost:5000',
                'https://kubernetes.default.svc',
                'https://example.org',
              ],
            },
          ],
        },
      },
    ],
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
  if (edge.unsure && fleet.find({ cluster, kind: 'Namespace', name: namespace }).length === 0) return undefined;
  const near = fleet.nearest(ref);
  const fix = near ? `did you mean ${formatRef(bare(near))}?` : 'render it on this cluster, or list it under external';
  return `got a URL of ${service}, which does not exist; ${fix}`;
}
