import type { Edge } from '../../graph/edge';
import { formatRef } from '../../model/ref';
import { bare, faultOfEdge, list } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { missingPort } from './service-ports';

/** Every port that a field asks of a Service is one of its ports. */
export const referencePortMissing: Rule<Edge> = {
  code: 'reference-port-missing',
  severity: 'error',
  why: 'A route, ingress or webhook to a port that its Service lacks answers nobody.',
  fix: 'Name a port of the Service, or add the port to it.',

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

  bad: {
    units: {
      'worker01/demo': [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'web', namespace: 'demo' },
          spec: { ports: [{ name: 'http', port: 80, targetPort: 8000 }] },
        },
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'Ingress',
          metadata: { name: 'web', namespace: 'demo' },
          spec: { defaultBackend: { service: { name: 'web', port: { number: 8000 } } } },
        },
      ],
    },
    findings: [
      'Ingress demo/web spec.defaultBackend.service.name: got port 8000 of Service demo/web; its ports are 80 (http)',
    ],
  },
  good: {
    'worker01/demo': [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'demo' },
        spec: { ports: [{ name: 'http', port: 80, targetPort: 8000 }] },
      },
      {
        apiVersion: 'route.openshift.io/v1',
        kind: 'Route',
        metadata: { name: 'web', namespace: 'demo' },
        spec: { to: { kind: 'Service', name: 'web' }, port: { targetPort: 8000 } },
      },
    ],
  },
};
