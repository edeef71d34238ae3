import { z } from 'zod';
import { customCode } from '../../lib/environment/issue-explanation';
import {
  exposureFault,
  exposureUnfit,
  exposureSchema,
  toExposure,
  type ExposureSettings,
} from '../../lib/constructs/exposure';
import { eks, openshift, worker } from './clusters';

const good: [ExposureSettings, unknown][] = [
  [{ nodePort: 30007 }, { type: 'nodePort', nodePort: 30007 }],
  [{ skupper: 8000 }, { type: 'skupper', port: 8000 }],
  [{ route: 'edge' }, { type: 'route', tls: 'edge' }],
  [
    { route: 'http', host: 'a.example.com' },
    { type: 'route', tls: 'none', host: 'a.example.com' },
  ],
  [
    { loadBalancer: 'internal', host: 'a.internal' },
    { type: 'loadBalancer', scheme: 'internal', host: 'a.internal' },
  ],
  [
    { ingress: 'nginx', host: 'a.org' },
    { type: 'ingress', className: 'nginx', host: 'a.org' },
  ],
  [
    { ingress: 'nginx', host: 'a.org', tlsSecret: 'cert' },
    { type: 'ingress', className: 'nginx', host: 'a.org', tlsSecret: 'cert' },
  ],
];

test.each(good)('%j is an exposure', (settings, exposure) => {
  expect(toExposure(exposureSchema.parse(settings))).toEqual(exposure);
});

const bad: [unknown, string[]][] = [
  [{ nodePort: 80 }, ['nodeport-range nodePort: got 80; a NodePort is in 30000-32767']],
  [{ nodePort: 30000.5 }, ['nodeport-range nodePort: got 30000.5; a NodePort is in 30000-32767']],
  [{ skupper: 0 }, ['port-range skupper: got 0; a port lies in 1-65535']],
  [{}, ['exposure-choice : got nothing; choose one of nodePort, skupper, route, loadBalancer, ingress']],
  [
    { nodePort: 30007, skupper: 8000 },
    ['exposure-choice : got nodePort and skupper; choose one of nodePort, skupper, route, loadBalancer, ingress'],
  ],
  [
    { skupper: 8000, host: 'a.org' },
    ['exposure-choice host: got "a.org" beside skupper; it goes with route, loadBalancer, ingress'],
  ],
  [{ route: 'edge', tlsSecret: 'cert' }, ['exposure-choice tlsSecret: got "cert" beside route; it goes with ingress']],
  [{ ingress: 'nginx' }, ['exposure-choice ingress: got no host; add host: NAME beside it']],
  [
    { route: 'edge', host: 'https://a.org' },
    ['host-syntax host: got "https://a.org"; write a DNS name in lower case, without scheme, port or path'],
  ],
];

test.each(bad)('%j is rejected', (settings, expected) => {
  const issues = exposureSchema.safeParse(settings).error?.issues ?? [];
  const lines = issues.map((issue) => {
    const code = issue.code === 'custom' ? customCode(issue) : 'undefined';
    return `${code} ${issue.path.join('.')}: ${issue.message}`;
  });
  expect(lines).toEqual(expected);
});

test('editors learn the range of a NodePort', () => {
  const schema = z.toJSONSchema(exposureSchema, { io: 'input' }) as { properties: Record<string, unknown> };
  expect(schema.properties.nodePort).toMatchObject({ type: 'integer', minimum: 30000, maximum: 32767 });
});

test('an exposure that does nothing on its platform is told, with what to use', () => {
  expect(exposureFault(exposureUnfit, { type: 'route', tls: 'edge' }, worker)?.message).toBe(
    'got route on worker01, which is kind; only OpenShift has Routes: use nodePort, ingress or skupper',
  );
  expect(exposureFault(exposureUnfit, { type: 'loadBalancer', scheme: 'internal' }, worker)?.message).toBe(
    'got loadBalancer on worker01, which is kind and gives it no address; use nodePort or skupper',
  );
  expect(exposureFault(exposureUnfit, { type: 'route', tls: 'edge' }, openshift)).toBeUndefined();
  expect(exposureFault(exposureUnfit, { type: 'loadBalancer', scheme: 'internal' }, eks)).toBeUndefined();
});
