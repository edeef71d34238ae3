import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupKind } from '../../lib/kinds/group-kind';
import type { Manifest } from '../../lib/model/manifest';
import { credential, exposedBy, generatedBy } from '../../lib/synth/exposed';
import { YamlFiles } from '../../lib/environment/yaml-files';
import { whereabouts } from '../../lib/synth/where';
import { hub, openshift, worker } from '../constructs/clusters';

const manifest = (kind: string, apiVersion: string, spec: object): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'thing', namespace: 'demo' },
  spec,
});
const ports = [{ port: 9090, nodePort: 30909 }];

test.each([
  ['a NodePort', manifest('Service', 'v1', { type: 'NodePort', ports }), worker, 'http://172.18.0.3:30909'],
  [
    'a NodePort of a cluster without address',
    manifest('Service', 'v1', { type: 'NodePort', ports }),
    openshift,
    'port 30909 of any node: kubectl --context ocp01 get nodes -o wide',
  ],
  [
    'a NodePort on IPv6',
    manifest('Service', 'v1', { type: 'NodePort', ports }),
    { ...worker, address: 'fd00::3' },
    'http://[fd00::3]:30909',
  ],
  [
    'a load balancer',
    manifest('Service', 'v1', { type: 'LoadBalancer', ports }),
    worker,
    "kubectl --context kind-worker01 -n demo get service thing -o jsonpath='{.status.loadBalancer.ingress[0]}'",
  ],
  [
    'a Route',
    manifest('Route', 'route.openshift.io/v1', { host: 'a.example', tls: {} }),
    openshift,
    'https://a.example',
  ],
  [
    'a Route in the clear',
    manifest('Route', 'route.openshift.io/v1', { host: 'a.example' }),
    openshift,
    'http://a.example',
  ],
  [
    'a Route whose host OpenShift chooses',
    manifest('Route', 'route.openshift.io/v1', {}),
    openshift,
    "kubectl --context ocp01 -n demo get route thing -o jsonpath='https://{.spec.host}'",
  ],
  [
    'an Ingress with a certificate',
    manifest('Ingress', 'networking.k8s.io/v1', { rules: [{ host: 'a.example' }], tls: [{ hosts: ['a.example'] }] }),
    worker,
    'https://a.example',
  ],
  [
    'an Ingress without one for this host',
    manifest('Ingress', 'networking.k8s.io/v1', { rules: [{ host: 'a.example' }], tls: [{ hosts: ['b.example'] }] }),
    worker,
    'http://a.example',
  ],
])('%s tells its address', (_, object, cluster, url) => {
  expect(exposedBy(object, cluster).map((each) => each.url)).toEqual([url]);
});

test('what stays inside its cluster tells none', () => {
  expect(exposedBy(manifest('Service', 'v1', { type: 'ClusterIP', ports }), worker)).toEqual([]);
});

test('only what a generator makes is a generated credential', () => {
  const external = (from: object) =>
    manifest('ExternalSecret', 'external-secrets.io/v1', { dataFrom: [from], target: { name: 'root' } });
  expect(generatedBy(external({ extract: { key: 'fleet/root' } }), worker)).toEqual([]);
  expect(generatedBy(external({ sourceRef: { generatorRef: { kind: 'Password', name: 'root' } } }), worker)).toEqual([
    {
      cluster: 'worker01',
      what: 'Secret demo/root',
      command: `kubectl --context kind-worker01 -n demo get secret root -o go-template='{{range $key, $value := .data}}{{$key}}={{$value | base64decode}}{{"\\n"}}{{end}}'`,
    },
  ]);
});

test('one key of a Secret is shown by itself', () => {
  const { command } = credential(hub, {
    ...groupKind('/Secret'),
    namespace: 'argocd',
    name: 'initial',
    key: 'password',
  });
  expect(command).toContain(`go-template='{{index .data "password" | base64decode}}{{"\\n"}}'`);
});

describe('an environment', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'where-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const find = (text: string) => {
    writeFileSync(join(folder, 'ocp.yaml'), text);
    return whereabouts({ name: 'ocp', path: join(folder, 'ocp.yaml'), others: [], files: new YamlFiles() });
  };
  const text = `environment: ocp
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
clusters:
  hub01: { platform: openshift, role: hub, appsDomain: apps.example.com }
secrets: { backend: external-secrets, store: { name: vault } }
charts: { external-secrets: { on: hub01 } }
serving:
  on: hub01
  namespace: demo
  openshift-ai: { version: 2 }
  storage: { minio: { size: 5Gi }, bucket: models }
  runtimes: [triton]
  models: {}
`;

  test('tells what it renders, what its operators make, and how to read what was generated', () => {
    const { exposed, credentials, findings } = find(text);
    expect(findings).toEqual([]);
    expect(exposed.map(({ what, url }) => `${what} ${url}`)).toEqual([
      'Route demo/minio-console https://minio-console-demo.apps.example.com',
      'Route demo/minio-s3 https://minio-s3-demo.apps.example.com',
      'Route openshift-gitops/openshift-gitops-server https://openshift-gitops-server-openshift-gitops.apps.example.com',
      'Route redhat-ods-applications/rhods-dashboard https://rhods-dashboard-redhat-ods-applications.apps.example.com',
    ]);
    expect(credentials.map(({ what }) => what)).toEqual([
      'Secret demo/minio-root-user',
      'Secret openshift-gitops/openshift-gitops-cluster',
    ]);
  });

  test('that is rejected gives the reason and nothing else', () => {
    const { exposed, credentials, findings } = find(text.replace('version: 2', 'version: 4'));
    expect(findings.map(({ code }) => code)).toEqual(['unknown-value']);
    expect([...exposed, ...credentials]).toEqual([]);
  });
});
