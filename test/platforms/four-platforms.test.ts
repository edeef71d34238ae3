import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFindings } from '../../lib/model/finding';
import type { Manifest } from '../../lib/model/manifest';
import { builtObject, builtUnits, chartOf, expanded, needsOf } from '../components/synthesized';
import { project, scorewright } from '../commands/program';

const exposed = (id: string, on: string, expose: string) => `    ${id}: { on: ${on}, expose: { ${expose} } }\n`;

/** A hub on bare metal with Ceph and MetalLB, and clusters on GKE, OpenShift and kind. */
const environment = `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
platforms:
  onprem:
    like: generic
    storageClass: ceph-block
    loadBalancer: { annotations: { metallb.io/address-pool: fleet } }
    ingressClass: nginx
    argocd: { namespace: gitops }
clusters:
  metal: { platform: onprem, role: hub, nodes: 3 }
  cloud: { platform: gke, nodes: 3 }
  shift: { platform: openshift, appsDomain: apps.shift.example.com, nodes: 3 }
  desk: { platform: kind, address: 172.18.0.2 }
charts:
  kube-prometheus-stack: { on: [metal, cloud, desk], storage: { size: 8Gi } }
  sealed-secrets: { on: all }
dynamic-scoring:
  on: [cloud, desk]
  hub: rendered
  scorers:
${exposed('static', 'cloud', 'loadBalancer: internal, host: static.example.com')}${exposed('sample', 'desk', 'nodePort: 30007')}${exposed('simple-prediction', 'metal', 'ingress: true, host: scores.example.com').replace(' } }', ' }, auth: api-auth-secret/token }')}scoring-api: { on: metal, expose: { loadBalancer: internal } }
serving:
  on: shift
  namespace: demo
  openshift-ai: { version: 3 }
  storage: { minio: { size: 5Gi, credentials: backend }, bucket: models }
  runtimes: [triton]
  models:
    fraud: { runtime: triton, format: onnx/1, source: { path: fraud } }
rules:
  mutable-image-tag: { severity: off, reason: upstream publishes only moving tags }
`;

const storageOf = (unit: string) => {
  const { source } = chartOf(environment, unit);
  const { prometheus } = (source.type === 'helm' ? source.values : {}) as {
    prometheus: { prometheusSpec: { storageSpec: { volumeClaimTemplate: { spec: { storageClassName: string } } } } };
  };
  return prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.storageClassName;
};

test('each cluster gets the classes of its platform, and a missing class is a need', () => {
  expect(['metal', 'cloud', 'desk'].map((cluster) => storageOf(`${cluster}/kube-prometheus-stack`))).toEqual([
    'ceph-block',
    'standard-rwo',
    'standard',
  ]);
  expect(needsOf(environment).filter((need) => need.includes('StorageClass'))).toEqual([]);
});

test('each is exposed in the way of its platform', () => {
  const units = builtUnits(environment);
  const annotations = ({ metadata }: Manifest) => metadata.annotations;
  expect(annotations(builtObject(units, 'cloud/dynamic-scoring', 'Service/static-scorer'))).toEqual({
    'networking.gke.io/load-balancer-type': 'Internal',
  });
  expect(annotations(builtObject(units, 'metal/scoring-api', 'Service/scoring-api'))).toEqual({
    'metallb.io/address-pool': 'fleet',
  });
  const ingress = [...units.values()].flat().find(({ kind }) => kind === 'Ingress');
  expect(ingress?.spec).toMatchObject({ ingressClassName: 'nginx' });
  const routes = (units.get('shift/serving') ?? []).filter(({ kind }) => kind === 'Route');
  expect(routes.map(({ metadata }) => metadata.name)).toEqual(['minio-s3', 'minio-console']);
});

test('everything passes schemas and rules, and Argo CD is in the namespace of the hub', async () => {
  expect(formatFindings(expanded(environment).findings.filter(({ severity }) => severity === 'error'))).toEqual([]);
  const folder = project({ 'environments/test.yaml': environment });
  const { status, stderr } = await scorewright(folder, 'synth');
  // A slow machine says on stderr what it is at.
  expect(stderr).not.toContain('environments/test.yaml');
  expect(status).toBe(0);
  const bootstrap = readFileSync(join(folder, 'argocd/test.yaml'), 'utf8');
  expect(bootstrap).toContain('namespace: gitops');
  expect(bootstrap).not.toContain('namespace: argocd');
});
