import fc from 'fast-check';
import { outsideReach, reach, serviceRef, serviceUrl, type Endpoint } from '../../lib/constructs/endpoint';
import type { Exposure } from '../../lib/constructs/exposure';
import { ExposedService } from '../../lib/constructs/service';
import { eks, hub, openshift, worker } from './clusters';
import { at, rendered } from './rendered';

function endpoint(exposure: Exposure, cluster = worker): Endpoint {
  return { cluster, namespace: 'dynamic-scoring', service: 'scorer', port: 8000, exposure };
}

const inside = { url: 'http://scorer.dynamic-scoring.svc:8000' };
const nodePort: Exposure = { type: 'nodePort', nodePort: 30007 };
const skupper: Exposure = { type: 'skupper', port: 9000 };

test('inside its own cluster the Service itself answers, however it is exposed', () => {
  for (const exposure of [{ type: 'clusterIP' }, nodePort, { type: 'loadBalancer', scheme: 'internal' }] as const)
    expect(reach(endpoint(exposure), [worker])).toEqual(inside);
  expect(serviceUrl({ service: 'web', namespace: 'shop', port: 80 })).toBe('http://web.shop.svc');
  expect(serviceRef(endpoint(nodePort))).toEqual({
    cluster: 'worker01',
    group: '',
    kind: 'Service',
    namespace: 'dynamic-scoring',
    name: 'scorer',
    port: 8000,
  });
});

const reached: [string, Endpoint, string][] = [
  ['a NodePort', endpoint(nodePort), 'http://172.18.0.3:30007'],
  ['a NodePort on IPv6', endpoint(nodePort, { ...worker, address: 'fd00::3' }), 'http://[fd00::3]:30007'],
  [
    'a Route with the host that OpenShift makes',
    endpoint({ type: 'route', tls: 'edge' }, openshift),
    'https://scorer-dynamic-scoring.apps.ocp01.example.com',
  ],
  ['a plain Route', endpoint({ type: 'route', tls: 'none', host: 'a.org' }, openshift), 'http://a.org'],
  [
    'a load balancer',
    endpoint({ type: 'loadBalancer', scheme: 'internal', host: 'a.internal' }, eks),
    'http://a.internal:8000',
  ],
  ['an Ingress', endpoint({ type: 'ingress', className: 'nginx', host: 'a.org' }), 'http://a.org'],
  [
    'an Ingress with TLS',
    endpoint({ type: 'ingress', className: 'nginx', host: 'a.org', tlsSecret: 'cert' }),
    'https://a.org',
  ],
];

test.each(reached)('another cluster reaches %s', (_, each, url) => {
  expect(reach(each, [hub, each.cluster])).toEqual({ url });
  expect(outsideReach(each)).toEqual({ url });
});

const unreached: [string, Endpoint, string][] = [
  [
    'a Service',
    endpoint({ type: 'clusterIP' }),
    'Service dynamic-scoring/scorer is reached only inside worker01; expose it by nodePort, skupper, route, loadBalancer or ingress',
  ],
  [
    'a NodePort without address',
    endpoint(nodePort, eks),
    'cluster nfd-cluster has no address for a NodePort; add address: IP to it, that of one of its nodes',
  ],
  [
    'a Route without host',
    endpoint({ type: 'route', tls: 'edge' }, eks),
    'the Route has no host and cluster nfd-cluster no appsDomain to make one; add either',
  ],
  [
    'a load balancer without host',
    endpoint({ type: 'loadBalancer', scheme: 'internal' }, eks),
    'the address of a load balancer is known only once it exists; add host: NAME and point it there',
  ],
];

test.each(unreached)('another cluster does not reach %s, and hears why', (_, each, fault) => {
  expect(reach(each, [hub])).toEqual({ fault });
});

describe('Skupper', () => {
  const sites = new Map([
    ['hub01', 'dynamic-scoring'],
    ['worker01', 'dynamic-scoring'],
    ['nfd-cluster', 'elsewhere'],
  ]);

  test('gives one URL on every linked cluster, its own too', () => {
    const url = 'http://scorer.dynamic-scoring.svc:9000';
    expect(reach(endpoint(skupper), [worker], sites)).toEqual({ url });
    expect(reach(endpoint(skupper), [hub, worker], sites)).toEqual({ url });
  });

  test('has its URL also where nobody asks', () => {
    expect(reach(endpoint(skupper), [], sites)).toEqual({ url: 'http://scorer.dynamic-scoring.svc:9000' });
  });

  test('does not reach a cluster without site', () => {
    expect(reach(endpoint(skupper), [hub, openshift], sites)).toEqual({
      fault: 'cluster ocp01 has no Skupper site, so address scorer does not exist there; link it',
    });
  });

  test('has no one URL where the sites differ in their namespace', () => {
    expect(reach(endpoint(skupper), [hub, eks], sites)).toEqual({
      fault:
        'address scorer has another name on each cluster, for its sites are in namespaces dynamic-scoring, elsewhere; use one namespace',
    });
  });

  test('is not seen from outside', () => {
    expect(outsideReach(endpoint(skupper))).toEqual({
      fault: 'Skupper address scorer is reached only inside its sites; expose it by nodePort or route too',
    });
  });
});

test('an external endpoint is itself, without a slash at its end', () => {
  expect(reach({ url: 'http://172.18.0.1:8000/' }, [hub, worker])).toEqual({ url: 'http://172.18.0.1:8000' });
});

test('the NodePort that is rendered is the one in the URL', () => {
  const anyEndpoint = fc.record({
    port: fc.integer({ min: 1, max: 65535 }),
    node: fc.integer({ min: 30000, max: 32767 }),
  });
  fc.assert(
    fc.property(anyEndpoint, ({ port, node }) => {
      const exposed = { ...endpoint({ type: 'nodePort', nodePort: node }), port };
      const [service] = rendered((scope) => {
        const belonging = {
          name: 'scorer',
          component: 'scorer',
          partOf: 'dynamic-scoring',
          selector: { app: 'scorer' },
        };
        new ExposedService(scope, 'service', { ...belonging, endpoints: [exposed] });
      });
      const rest = reach(exposed, [hub]);
      expect('url' in rest && Number(new URL(rest.url).port)).toBe(at(service, 'spec', 'ports', 0, 'nodePort'));
      const near = new URL(serviceUrl(exposed));
      expect(Number(near.port || 80)).toBe(at(service, 'spec', 'ports', 0, 'port'));
      expect(near.hostname).toBe(`${service!.metadata.name}.${service!.metadata.namespace!}.svc`);
    }),
    { numRuns: 50 },
  );
});
