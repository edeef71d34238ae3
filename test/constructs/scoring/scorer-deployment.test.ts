import { reach } from '../../../lib/constructs/endpoint';
import { ScorerDeployment, type ScorerDeploymentProps } from '../../../lib/constructs/scoring/scorer-deployment';
import { schemaFaults } from '../../../lib/schema/schema-faults';
import { refusal } from '../app';
import { at, rendered } from '../rendered';

const scorer: ScorerDeploymentProps = {
  name: 'headroom',
  namespace: 'scoring',
  image: 'registry.example.com/headroom:1.2.0',
  port: 8000,
};

test('a name, an image and a port are pods and the Service by which they are reached', () => {
  const manifests = rendered((scope) => new ScorerDeployment(scope, 'scorer', scorer));
  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
    'Deployment scoring/headroom',
    'Service scoring/headroom',
  ]);
  const [deployment, service] = manifests;
  expect(at(deployment, 'spec', 'template', 'spec', 'containers', 0)).toMatchObject({
    image: 'registry.example.com/headroom:1.2.0',
    ports: [{ containerPort: 8000 }],
    readinessProbe: { httpGet: { path: '/healthz', port: 8000 } },
  });
  expect(service?.spec).toMatchObject({ type: 'ClusterIP', selector: { app: 'headroom' }, ports: [{ port: 8000 }] });
  expect(manifests.flatMap((manifest) => schemaFaults(manifest))).toEqual([]);
});

test('its endpoint gives the URL that others register', () => {
  let url: unknown;
  rendered((scope) => {
    const { endpoint } = new ScorerDeployment(scope, 'scorer', scorer);
    url = reach(endpoint, [endpoint.cluster]);
  });
  expect(url).toEqual({ url: 'http://headroom.scoring.svc:8000' });
});

test('variables, a config file, a folder for models and a NodePort are taken as they are given', () => {
  const manifests = rendered(
    (scope) =>
      new ScorerDeployment(scope, 'scorer', {
        ...scorer,
        env: { THRESHOLD: '0.5' },
        writesModelDir: true,
        configFile: { configMap: 'headroom', key: 'config.json', mountPath: '/app/config.json', content: { top: 3 } },
        expose: { nodePort: 30_123 },
      }),
  );
  expect(manifests.map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'Deployment', 'Service']);
  const container = at(
    manifests.find(({ kind }) => kind === 'Deployment'),
    'spec',
    'template',
    'spec',
    'containers',
    0,
  );
  expect(at(container, 'env')).toEqual([
    { name: 'THRESHOLD', value: '0.5' },
    { name: 'MODEL_DIR', value: '/models' },
  ]);
  expect(at(container, 'volumeMounts')).toContainEqual(
    expect.objectContaining({ mountPath: '/app/config.json', subPath: 'config.json' }),
  );
  expect(
    at(
      manifests.find(({ kind }) => kind === 'Service'),
      'spec',
      'ports',
      0,
      'nodePort',
    ),
  ).toBe(30_123);
});

test('every wrong prop is a line with its path and what is right', () => {
  const wrong = { ...scorer, port: 99_999, image: 'Registry/X', prot: 1 };
  expect(refusal((scope) => new ScorerDeployment(scope, 'scorer', wrong)).split('\n')).toEqual([
    'ScorerDeployment at app/scorer: image: got "Registry/X"; write an image as host/path:tag or host/path@sha256:digest, in lower case',
    'ScorerDeployment at app/scorer: port: got 99999; a port lies in 1-65535',
    'ScorerDeployment at app/scorer: prot: got an unknown key; did you mean "port"?',
  ]);
});

test('an exposure that its platform does not have is rejected', () => {
  expect(refusal((scope) => new ScorerDeployment(scope, 'scorer', { ...scorer, expose: { route: 'edge' } }))).toBe(
    'ScorerDeployment at app/scorer: expose: got route on this cluster, which is kind; only OpenShift has Routes: use nodePort, ingress or skupper',
  );
});
