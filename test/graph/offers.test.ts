import type { Offer } from '../../lib/graph/edge';
import { OfferIndex } from '../../lib/graph/offer-index';
import { offers } from '../../lib/graph/offers';
import { groupKind } from '../../lib/kinds/group-kind';
import { outsideApi } from '../../lib/model/group-kind';
import type { Manifest } from '../../lib/model/manifest';
import { formatRef } from '../../lib/model/ref';

const origin = { cluster: 'worker01', unit: 'demo', settings: [] };

function manifest(apiVersion: string, kind: string, fields: Readonly<Record<string, unknown>>): Manifest {
  return { apiVersion, kind, metadata: { name: 'thing', namespace: 'space' }, ...fields };
}

const of = (object: Manifest): Offer[] => offers({ manifest: object, origin }, 'hub01');
const lines = (object: Manifest): string[] =>
  of(object).map(({ ref, keys, ports }) => {
    const told = keys ?? ports?.map(({ name, port, targetPort }) => `${name ?? ''}:${port}>${targetPort}`);
    return `${ref.cluster} ${formatRef(ref)}${told ? ` [${told.join(' ')}]` : ''}`;
  });

describe('offers', () => {
  test.each<[string, Manifest, string[]]>([
    ['a Secret', manifest('v1', 'Secret', { data: { a: '' }, stringData: { b: '' } }), ['Secret space/thing [a b]']],
    [
      'a token Secret',
      manifest('v1', 'Secret', { type: 'kubernetes.io/service-account-token' }),
      ['Secret space/thing [token ca.crt namespace]'],
    ],
    [
      'a ConfigMap',
      manifest('v1', 'ConfigMap', { data: { a: '' }, binaryData: { b: '' } }),
      ['ConfigMap space/thing [a b]'],
    ],
    [
      'a Service',
      manifest('v1', 'Service', { spec: { ports: [{ name: 'http', port: 80, targetPort: 'web' }, { port: 9 }] } }),
      ['Service space/thing [http:80>web :9>9]'],
    ],
    [
      'a headless Service',
      manifest('v1', 'Service', { spec: { clusterIP: 'None', ports: [{ port: 80 }] } }),
      ['Service space/thing'],
    ],
    [
      'a Certificate',
      manifest('cert-manager.io/v1', 'Certificate', { spec: { secretName: 'tls' } }),
      ['Certificate space/thing', 'Secret space/tls [tls.crt tls.key ca.crt]'],
    ],
    [
      'an ExternalSecret',
      manifest('external-secrets.io/v1', 'ExternalSecret', {
        spec: { data: [{ secretKey: 'a' }, { secretKey: 'b' }] },
      }),
      ['ExternalSecret space/thing', 'Secret space/thing [a b]'],
    ],
    [
      'an ExternalSecret with a template',
      manifest('external-secrets.io/v1', 'ExternalSecret', {
        spec: { data: [{ secretKey: 'a' }], target: { name: 'made', template: { data: { url: '' } } } },
      }),
      ['ExternalSecret space/thing', 'Secret space/made [url]'],
    ],
    [
      'an ExternalSecret of whatever its backend holds',
      manifest('external-secrets.io/v1', 'ExternalSecret', { spec: { dataFrom: [{ extract: { key: 'all' } }] } }),
      ['ExternalSecret space/thing', 'Secret space/thing'],
    ],
    [
      'a SealedSecret',
      manifest('bitnami.com/v1alpha1', 'SealedSecret', { spec: { encryptedData: { a: 'x' } } }),
      ['SealedSecret space/thing', 'Secret space/thing [a]'],
    ],
    [
      'an InferenceService',
      manifest('serving.kserve.io/v1beta1', 'InferenceService', { spec: { predictor: {} } }),
      ['InferenceService space/thing', 'Service space/thing-predictor'],
    ],
    [
      'an InferenceService of ModelMesh',
      manifest('serving.kserve.io/v1beta1', 'InferenceService', {
        metadata: {
          name: 'thing',
          namespace: 'space',
          annotations: { 'serving.kserve.io/deploymentMode': 'ModelMesh' },
        },
        spec: { predictor: {} },
      }),
      ['InferenceService space/thing', 'Service space/modelmesh-serving [:8033>8033 :8008>8008 :8443>8443]'],
    ],
    [
      'a StatefulSet',
      manifest('apps/v1', 'StatefulSet', {
        spec: { replicas: 2, volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
      }),
      [
        'StatefulSet space/thing',
        'PersistentVolumeClaim space/data-thing-0',
        'PersistentVolumeClaim space/data-thing-1',
      ],
    ],
    [
      'a DynamicScorer',
      manifest('dynamic-scoring.open-cluster-management.io/v1alpha1', 'DynamicScorer', {
        spec: { scoring: { params: { name: 'CPU_Score' } } },
      }),
      ['DynamicScorer space/thing', 'AddOnPlacementScore cpu-score [CPU_Score]'],
    ],
    [
      'a DynamicScorer whose items have names of their own',
      manifest('dynamic-scoring.open-cluster-management.io/v1alpha1', 'DynamicScorer', {
        spec: { scoreDimensionFormat: '${node}', scoring: { params: { name: 'cpu' } } },
      }),
      ['DynamicScorer space/thing', 'AddOnPlacementScore cpu'],
    ],
  ])('of %s', (_, object, expected) => {
    expect(lines(object)).toEqual(expected.map((line) => `worker01 ${line}`));
  });

  test('of a ManifestWork are on its cluster', () => {
    const work: Manifest = {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'w', namespace: 'worker02' },
      spec: { workload: { manifests: [manifest('v1', 'Secret', {})] } },
    };
    expect(lines(work)).toEqual(['hub01 ManifestWork worker02/w', 'worker02 Secret space/thing']);
  });
});

describe('the index of offers', () => {
  test('adds the keys of a generator to those of the Secret made of it', () => {
    const index = new OfferIndex();
    const secret = manifest('external-secrets.io/v1', 'ExternalSecret', {
      spec: { dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password', name: 'thing' } } }] },
    });
    for (const offer of of(secret)) index.add(offer);
    const made = index.find({ cluster: 'worker01', ...groupKind('/Secret'), namespace: 'space', name: 'thing' });
    expect(index.keys(made)).toBeUndefined();
    for (const offer of of(manifest('generators.external-secrets.io/v1alpha1', 'Password', { spec: {} })))
      index.add(offer);
    expect(index.keys(made)).toEqual(['password']);
  });

  test('finds what Skupper exposes on every cluster', () => {
    const index = new OfferIndex();
    const exposed = manifest('apps/v1', 'Deployment', {
      metadata: {
        name: 'web',
        namespace: 'space',
        annotations: { 'skupper.io/proxy': 'http', 'skupper.io/address': 'shop', 'skupper.io/port': '8000' },
      },
    });
    for (const offer of of(exposed)) index.add(offer);
    const service = { cluster: 'worker01', ...groupKind('/Service'), namespace: 'space', name: 'shop' };
    for (const cluster of ['worker01', 'worker02'])
      expect(index.find({ ...service, cluster }).map(({ ports }) => ports)).toEqual([
        [{ port: 8000, targetPort: 8000 }],
      ]);
    expect(index.find({ ...service, namespace: 'other' })).toEqual([]);
  });

  test('finds a kind by its API group', () => {
    const index = new OfferIndex();
    const group = { cluster: 'worker01', ...outsideApi('APIGroup'), name: 'cert-manager.io' };
    index.add({ ref: group, by: group, uninstantiated: false, origin });
    const kind = {
      cluster: 'worker01',
      ...groupKind('apiextensions.k8s.io/CustomResourceDefinition'),
      name: 'issuers.cert-manager.io',
    };
    expect(index.find(kind)).toHaveLength(1);
    expect(index.find({ ...kind, cluster: 'worker02' })).toEqual([]);
  });
});
