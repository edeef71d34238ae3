import type { Endpoint } from '../../lib/constructs/endpoint';
import { clusterIP, type Exposure } from '../../lib/constructs/exposure';
import { ExposedService, skupperAnnotations } from '../../lib/constructs/service';
import type { Cluster } from '../../lib/model/fleet';
import type { Manifest } from '../../lib/model/manifest';
import { eks, openshift, worker } from './clusters';
import { rendered } from './rendered';

const namespace = 'serving';
const labels = {
  'app.kubernetes.io/name': 'minio',
  'app.kubernetes.io/component': 'storage',
  'app.kubernetes.io/part-of': 'serving',
  'app.kubernetes.io/managed-by': 'scorewright',
};
const selector = { app: 'minio' };
const metadata = { name: 'minio', namespace, labels };

function port(exposure: Exposure, cluster: Cluster = worker, more: Partial<Endpoint> = {}): Endpoint {
  return { cluster, namespace, service: 'minio', port: 9000, exposure, ...more };
}

function service(...endpoints: [Endpoint, ...Endpoint[]]): Manifest[] {
  const belonging = { name: 'minio', component: 'storage', partOf: 'serving' };
  return rendered((scope) => new ExposedService(scope, 'service', { ...belonging, selector, endpoints }));
}

test('inside its cluster: a Service and nothing else', () => {
  expect(service(port(clusterIP, worker, { port: 80, targetPort: 8000 }))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { type: 'ClusterIP', selector, ports: [{ name: 'http', port: 80, targetPort: 8000 }] },
    },
  ]);
});

test('NodePort: the Service carries the fixed port', () => {
  expect(service(port({ type: 'nodePort', nodePort: 30321 })).map(({ spec }) => spec)).toEqual([
    { type: 'NodePort', selector, ports: [{ name: 'http', port: 9000, targetPort: 9000, nodePort: 30321 }] },
  ]);
});

test('beside a NodePort no other port is opened', () => {
  const both = service(
    port({ type: 'nodePort', nodePort: 30321 }),
    port(clusterIP, worker, { portName: 'console', port: 9090 }),
  );
  expect(both.map((each) => ({ name: each.metadata.name, spec: each.spec }))).toEqual([
    {
      name: 'minio',
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [
          { name: 'http', port: 9000, targetPort: 9000 },
          { name: 'console', port: 9090, targetPort: 9090 },
        ],
      },
    },
    {
      name: 'minio-nodeport',
      spec: { type: 'NodePort', selector, ports: [{ name: 'http', port: 9000, targetPort: 9000, nodePort: 30321 }] },
    },
  ]);
});

test('load balancer: EKS makes a network load balancer, inside only where asked', () => {
  const [internal] = service(port({ type: 'loadBalancer', scheme: 'internal' }, eks));
  expect(internal).toMatchObject({
    metadata: {
      annotations: {
        'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
        'service.beta.kubernetes.io/aws-load-balancer-internal': 'true',
      },
    },
    spec: { type: 'LoadBalancer' },
  });
  const [facing] = service(port({ type: 'loadBalancer', scheme: 'internet-facing' }, eks));
  expect(facing?.metadata.annotations).toEqual({ 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' });
});

test('Routes: one per port, with the hosts of their URLs', () => {
  const [, api, console] = service(
    port({ type: 'route', tls: 'edge' }, openshift, { portName: 'api', name: 'minio-api' }),
    port({ type: 'route', tls: 'none', host: 'ui.org' }, openshift, { portName: 'ui', name: 'minio-ui', port: 9090 }),
  );
  expect(api).toEqual({
    apiVersion: 'route.openshift.io/v1',
    kind: 'Route',
    metadata: { ...metadata, name: 'minio-api' },
    spec: {
      host: 'minio-api-serving.apps.ocp01.example.com',
      to: { kind: 'Service', name: 'minio', weight: 100 },
      port: { targetPort: 'api' },
      tls: { termination: 'edge', insecureEdgeTerminationPolicy: 'Redirect' },
    },
  });
  expect(console?.spec).toEqual({
    host: 'ui.org',
    to: { kind: 'Service', name: 'minio', weight: 100 },
    port: { targetPort: 'ui' },
  });
});

test('Ingress: class, host and TLS Secret', () => {
  const [, ingress] = service(port({ type: 'ingress', className: 'nginx', host: 'minio.org', tlsSecret: 'cert' }));
  expect(ingress).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'minio.org',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'minio', port: { number: 9000 } } } }],
          },
        },
      ],
      tls: [{ hosts: ['minio.org'], secretName: 'cert' }],
    },
  });
});

describe('Skupper', () => {
  const skupper: Exposure = { type: 'skupper', port: 9000 };

  test('makes its own Service from annotations of the Deployment', () => {
    expect(service(port(skupper))).toEqual([]);
    expect(skupperAnnotations(port(skupper))).toEqual({
      'skupper.io/proxy': 'tcp',
      'skupper.io/address': 'minio',
      'skupper.io/port': '9000',
    });
    expect(skupperAnnotations(port(skupper, worker, { targetPort: 8000 }))['skupper.io/port']).toBe('9000:8000');
    expect(skupperAnnotations(port(skupper, worker, { port: 8000 }))['skupper.io/port']).toBe('9000:8000');
    expect(skupperAnnotations(port(clusterIP))).toEqual({});
  });

  test('rejects a Service of ours under its address', () => {
    expect(() => service(port(clusterIP), port(skupper))).toThrow(
      'got Service serving/minio beside a Skupper address of that name; give it another name',
    );
  });
});

test('ports of two Services are rejected', () => {
  expect(() => service(port(clusterIP), port(clusterIP, worker, { service: 'other', portName: 'x' }))).toThrow(
    'got ports of Service serving/other in minio; make a second Service',
  );
});
