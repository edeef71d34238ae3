import { sealedValue } from '../../sealed-value';
import { builtObject, builtUnits, findingsOf, needsOf } from '../synthesized';

const head = `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
`;
const kind = `${head}clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
charts:
  skupper: { on: all }
`;

test('the hub offers its node, the others only link outwards', () => {
  const units = builtUnits(kind);
  expect(builtObject(units, 'hub01/skupper', 'ConfigMap/skupper-site')).toMatchObject({
    metadata: { namespace: 'dynamic-scoring' },
    data: { name: 'hub01', ingress: 'nodeport', 'ingress-host': '172.18.0.2', console: 'false' },
  });
  expect(builtObject(units, 'worker01/skupper', 'ConfigMap/skupper-site').data).toEqual({
    name: 'worker01',
    ingress: 'none',
    console: 'false',
    'flow-collector': 'false',
    'router-mode': 'interior',
  });
});

test.each([
  ['eks', 'loadbalancer'],
  ['openshift', 'route'],
])('a hub on %s offers a %s', (platform, ingress) => {
  const text = `${head}clusters: { hub01: { platform: ${platform}, role: hub } }\ncharts: { skupper: { on: hub } }\n`;
  expect(builtObject(builtUnits(text), 'hub01/skupper', 'ConfigMap/skupper-site').data).toEqual({
    name: 'hub01',
    ingress,
    console: 'false',
    'flow-collector': 'false',
    'router-mode': 'interior',
  });
});

test('the controller watches, and has rights in, the one namespace of the sites', () => {
  const units = builtUnits(kind);
  const binding = builtObject(units, 'worker01/skupper', 'RoleBinding/skupper-site-controller');
  expect(binding).toMatchObject({
    metadata: { namespace: 'dynamic-scoring' },
    subjects: [{ kind: 'ServiceAccount', name: 'skupper-site-controller', namespace: 'skupper-site-controller' }],
  });
  const deployment = builtObject(units, 'worker01/skupper', 'Deployment/skupper-site-controller');
  expect(deployment).toMatchObject({
    metadata: { namespace: 'skupper-site-controller' },
    spec: {
      selector: { matchLabels: { application: 'skupper-site-controller' } },
      template: {
        spec: {
          containers: [
            {
              image: 'quay.io/skupper/site-controller:1.9.0',
              env: [{ name: 'WATCH_NAMESPACE', value: 'dynamic-scoring' }],
            },
          ],
        },
      },
    },
  });
  const kinds = (units.get('worker01/skupper') ?? []).map(({ kind: each }) => each);
  expect(kinds.filter((each) => each.startsWith('Cluster'))).toEqual([]);
});

test('people make the link token of every site but the hub, unless a store holds it', () => {
  expect(needsOf(kind)).toEqual([
    'worker01 Secret dynamic-scoring/skupper-connection-secret#ca.crt',
    'worker01 Secret dynamic-scoring/skupper-connection-secret#tls.crt',
    'worker01 Secret dynamic-scoring/skupper-connection-secret#tls.key',
  ]);
  const stored = kind.replace('charts:', 'charts:\n  external-secrets: { on: managed }');
  const units = builtUnits(`${stored}secrets: { backend: external-secrets, store: { name: vault } }\n`);
  expect(builtObject(units, 'worker01/skupper-secrets', 'ExternalSecret/skupper-connection-secret')).toMatchObject({
    spec: {
      target: {
        template: {
          type: 'kubernetes.io/tls',
          metadata: {
            labels: { 'skupper.io/type': 'connection-token' },
            annotations: { 'inter-router-host': '{{ index . "inter-router-host" }}' },
          },
        },
      },
    },
  });
});

test.each([
  [
    kind.replace('on: all', 'on: managed'),
    'test.yaml:7:18 skupper-hub charts.skupper.on: got no site on the hub, hub01, to which the others link; put it there too: on: all',
  ],
  [
    kind.replace(', address: 172.18.0.2', ''),
    'test.yaml:7:18 skupper-hub charts.skupper.on: got a site on hub01 behind a NodePort of no address; add address: IP to the cluster, that of one of its nodes',
  ],
  [
    `${kind}secrets: { backend: external-secrets, store: { name: vault } }\n`,
    'test.yaml:7:18 secret-operator-missing charts.skupper.on: got no External Secrets on worker01 for Secret dynamic-scoring/skupper-connection-secret; add charts: { external-secrets: { on: worker01 } } (on worker01)',
  ],
  [
    `${kind}  sealed-secrets: { on: hub01 }
secrets: { backend: sealed-secrets, sealed: { hub01: { dynamic-scoring/skupper-connection-secret: { ca.crt: ${sealedValue('ca')} } } } }\n`,
    'test.yaml:7:18 skupper-link-missing charts.skupper.on: got Secret dynamic-scoring/skupper-connection-secret with key ca.crt, which worker01 lacks; bring it there too, as on hub01 (on worker01)',
  ],
])('a network that cannot be is rejected (%#)', (text, finding) => {
  expect(findingsOf(text)).toEqual([finding]);
});
