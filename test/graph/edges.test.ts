import type { Edge } from '../../lib/graph/edge';
import { edges } from '../../lib/graph/edges';
import { serviceHosts } from '../../lib/graph/service-url';
import type { Manifest } from '../../lib/model/manifest';
import { formatPath } from '../../lib/model/origin';
import { formatRef } from '../../lib/model/ref';

const origin = { cluster: 'worker01', unit: 'demo', settings: [] };
const of = (manifest: Manifest): Edge[] => edges({ manifest, origin }, 'hub01');
const line = ({ to, order, fieldPath }: Edge): string =>
  `${to.cluster} ${formatRef(to)} ${order} ${formatPath(fieldPath)}`;

const pod: Manifest = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'space' },
  spec: {
    containers: [
      {
        name: 'c',
        env: [
          { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'a' } } },
          { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'b' } } },
          { name: 'C', valueFrom: { secretKeyRef: { name: 's', key: 'a' } } },
        ],
      },
    ],
    volumes: [{ name: 'v', configMap: { name: 'm', items: [{ key: 'x' }, { key: 'y' }] } }],
  },
};

describe('edges', () => {
  test('name each object and key once, with the field that names it', () => {
    expect(of(pod).map(line)).toEqual([
      'worker01 ConfigMap space/m#x before spec.volumes[0].configMap.name',
      'worker01 ConfigMap space/m#y before spec.volumes[0].configMap.name',
      'worker01 Secret space/s#a before spec.containers[0].env[0].valueFrom.secretKeyRef.name',
      'worker01 Secret space/s#b before spec.containers[0].env[1].valueFrom.secretKeyRef.name',
      'worker01 Namespace space before metadata.namespace',
    ]);
  });

  test('of a ManifestWork are those of the hub, and inside those of its cluster', () => {
    const work: Manifest = {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'w', namespace: 'worker02' },
      spec: { workload: { manifests: [pod] } },
    };
    expect(of(work).map(line)).toEqual([
      'hub01 ManagedCluster worker02 before metadata.namespace',
      'hub01 Namespace worker02 before metadata.namespace',
      'hub01 CustomResourceDefinition manifestworks.work.open-cluster-management.io before apiVersion',
      'worker02 ConfigMap space/m#x before spec.workload.manifests[0].spec.volumes[0].configMap.name',
      'worker02 ConfigMap space/m#y before spec.workload.manifests[0].spec.volumes[0].configMap.name',
      'worker02 Secret space/s#a before spec.workload.manifests[0].spec.containers[0].env[0].valueFrom.secretKeyRef.name',
      'worker02 Secret space/s#b before spec.workload.manifests[0].spec.containers[0].env[1].valueFrom.secretKeyRef.name',
      'worker02 Namespace space before spec.workload.manifests[0].metadata.namespace',
    ]);
  });

  test('of a Template say that its objects do not exist yet', () => {
    const { metadata, ...rest } = pod;
    const template: Manifest = {
      apiVersion: 'template.openshift.io/v1',
      kind: 'Template',
      metadata: { name: 't', namespace: 'space' },
      objects: [{ ...rest, metadata: { name: metadata.name } }],
    };
    expect(
      of(template)
        .filter(({ uninstantiated }) => uninstantiated)
        .map(({ to }) => formatRef(to)),
    ).toEqual(['ConfigMap m#x', 'ConfigMap m#y', 'Secret s#a', 'Secret s#b']);
  });

  test('of a DynamicScorer lead to the hub by configURL and to every agent by the rest', () => {
    const scorer: Manifest = {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
      kind: 'DynamicScorer',
      metadata: { name: 's', namespace: 'open-cluster-management' },
      spec: {
        configURL: 'http://static-scorer:8000/config',
        source: { host: 'http://prometheus.monitoring.svc:9090' },
        scoring: {
          host: 'http://scorer.dynamic-scoring.svc:8000',
          params: { name: 'cpu_score', interval: 30 },
          auth: { tokenSecretRef: { name: 'api', key: 'token' } },
        },
      },
    };
    expect(of(scorer).filter(({ order }) => order === 'late')).toMatchObject([
      { to: { cluster: 'worker01', namespace: 'open-cluster-management', name: 'static-scorer', port: 8000 } },
      { to: { cluster: '*', namespace: 'dynamic-scoring', name: 'scorer' }, score: 'cpu_score' },
      { to: { cluster: '*', kind: 'Secret', namespace: 'dynamic-scoring', key: 'token' }, score: 'cpu_score' },
      { to: { cluster: '*', namespace: 'monitoring', name: 'prometheus', port: 9090 }, score: 'cpu_score' },
    ]);
  });

  test('tell what does as well, and whose port is meant', () => {
    const service: Manifest = {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'm', namespace: 'space' },
      spec: { predictor: { model: { runtime: 'triton', storage: { key: 'minio' } } } },
    };
    expect(of(service)).toMatchObject([
      {
        to: { kind: 'ServingRuntime', namespace: 'space' },
        instead: { kind: 'ClusterServingRuntime', name: 'triton' },
      },
      { to: { name: 'storage-config', key: 'minio' }, instead: { kind: 'Secret', namespace: 'space', name: 'minio' } },
      {},
      {},
    ]);
    const route: Manifest = {
      apiVersion: 'route.openshift.io/v1',
      kind: 'Route',
      metadata: { name: 'r', namespace: 'space' },
      spec: { to: { kind: 'Service', name: 'web' }, port: { targetPort: 8080 } },
    };
    expect(of(route)[0]).toMatchObject({ to: { name: 'web', port: 8080 }, podPort: true });
  });
});

describe('hosts in a text', () => {
  const cases: [string, string[]][] = [
    ['http://minio.serving.svc:9000/bucket', ['serving/minio:9000']],
    ['https://minio.serving.svc.cluster.local', ['serving/minio:443']],
    ['minio.serving.svc:9000', ['serving/minio:9000']],
    ['http://minio', ['minio:80']],
    [
      '--prom=http://prom.monitoring:9090 --post http://api.energy.svc/predict',
      ['monitoring?/prom:9090', 'energy/api:80'],
    ],
    ['grpc://triton.serving.svc', ['serving/triton:']],
    ['http://user:pass@db.data.svc:5432/x', ['data/db:5432']],
    ['http://localhost:5000', []],
    ['http://172.18.0.3:30007/config', []],
    ['http://registry.example.com:5000', []],
    ['http://${HOST}:8000', []],
    ['http://${NAME}.space.svc:8000', []],
    ['http://app.svcs.example', []],
    ['docs.kubernetes.svc-like.io', []],
  ];
  test.each(cases)('%s', (text, expected) => {
    const found = new Set(
      serviceHosts(text).map(
        ({ name, namespace, port, unsure }) =>
          `${namespace === undefined ? '' : `${namespace}${unsure ? '?' : ''}/`}${name}:${port ?? ''}`,
      ),
    );
    expect([...found]).toEqual(expected);
  });
});
