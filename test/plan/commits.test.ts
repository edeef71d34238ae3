import { label, type Manifest } from '../../lib/model/manifest';
import { objectOf } from '../../lib/plan/change';
import type { Example } from '../../lib/plan/consequence';
import { environmentPlan } from '../../lib/plan/plan';
import { fixOf } from '../../lib/plan/words/document';
import { exampleTree, project, root, treeOf } from './example-tree';

/** Commits as people make them, one for each row of what a change can mean, and what the plan must say of each. */
interface Commit {
  readonly base: Example;
  readonly head: Example;
  /** `class Kind name /field`, of the object that matters. */
  readonly says: string;
  readonly fix?: RegExp;
}

const made = (
  apiVersion: string,
  kind: string,
  name: string,
  fields: object,
  namespace: string | null = 'demo',
): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace !== null && { namespace }) },
  ...fields,
});
const onWorker = (...manifests: Manifest[]): Example => ({ 'worker01/demo': manifests });
const onHub = (...manifests: Manifest[]): Example => ({ 'hub01/demo': manifests });
const change = (old: Manifest, now: Manifest) => ({ base: onWorker(old), head: onWorker(now) });
const onHubChange = (old: Manifest, now: Manifest) => ({ base: onHub(old), head: onHub(now) });
const work = (name: string, type: string, ...manifests: Manifest[]): Manifest =>
  made(
    'work.open-cluster-management.io/v1',
    'ManifestWork',
    name,
    {
      spec: {
        workload: { manifests },
        manifestConfigs: manifests.map(({ kind, metadata }) => ({
          resourceIdentifier: {
            name: metadata.name,
            namespace: metadata.namespace ?? '',
            resource: `${kind.toLowerCase()}s`,
          },
          updateStrategy: { type },
        })),
      },
    },
    'worker01',
  );
const pods = (image: string, more: object = {}) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image, ...more }] },
});
const web = (image: string, spec: object = {}) =>
  made('apps/v1', 'Deployment', 'web', {
    spec: { selector: { matchLabels: { app: 'web' } }, template: pods(image), ...spec },
  });
const service = (spec: object) => made('v1', 'Service', 'web', { spec: { ports: [{ port: 80 }], ...spec } });
const secret = (type: string) => made('v1', 'Secret', 'token', { type });
const model = (mode: string, uri: string) => ({
  ...made('serving.kserve.io/v1beta1', 'InferenceService', 'fraud', {
    spec: { predictor: { model: { modelFormat: { name: 'onnx' }, storageUri: uri } } },
  }),
  metadata: { name: 'fraud', namespace: 'demo', annotations: { 'serving.kserve.io/deploymentMode': mode } },
});
const certificate = (spec: object) =>
  made('cert-manager.io/v1', 'Certificate', 'web', {
    spec: { secretName: 'web', issuerRef: { name: 'ca' }, dnsNames: ['a.example.com'], ...spec },
  });
const external = (target: object) =>
  made('external-secrets.io/v1', 'ExternalSecret', 'db', {
    spec: { secretStoreRef: { name: 'vault' }, target: { name: 'db', ...target }, data: [] },
  });
const scorer = (query: string) =>
  made('dynamic-scoring.open-cluster-management.io/v1', 'DynamicScorer', 'sample', {
    spec: { configURL: 'http://a/config', configSyncMode: 'None', source: { type: 'Prometheus', params: { query } } },
  });
const placement = (clusters: number) =>
  made('cluster.open-cluster-management.io/v1beta1', 'Placement', 'fast', { spec: { numberOfClusters: clusters } });
const science = (namespace: string) =>
  made(
    'dscinitialization.opendatahub.io/v1',
    'DSCInitialization',
    'default-dsci',
    { spec: { applicationsNamespace: namespace } },
    null,
  );
const replicaSet = (name: string) =>
  made('work.open-cluster-management.io/v1alpha1', 'ManifestWorkReplicaSet', 'fleet', {
    spec: {
      placementRefs: [{ name }],
      manifestWorkTemplate: { workload: { manifests: [made('v1', 'ConfigMap', 'a', { data: {} })] } },
    },
  });
const application = (spec: object, metadata: object = {}): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: 'example.worker01.chart',
    namespace: 'argocd',
    finalizers: ['resources-finalizer.argocd.argoproj.io'],
    ...metadata,
  },
  spec: {
    destination: { name: 'worker01', namespace: 'demo' },
    project: 'example',
    source: {
      repoURL: 'https://charts.example.com',
      chart: 'web',
      targetRevision: '1.0.0',
      helm: { releaseName: 'web' },
    },
    ...spec,
  },
});
const chart = (spec: object, metadata: object = {}): Example => ({
  'hub01/applications-worker01': [application(spec, metadata)],
});
const source = (fields: object) => ({
  source: {
    repoURL: 'https://charts.example.com',
    chart: 'web',
    targetRevision: '1.0.0',
    helm: { releaseName: 'web' },
    ...fields,
  },
});
const namespace = (level: string) => ({
  ...made('v1', 'Namespace', 'demo', {}, null),
  metadata: { name: 'demo', labels: { 'pod-security.kubernetes.io/enforce': level } },
});
const permitted = (...kinds: string[]) =>
  project({
    namespaceResourceWhitelist: kinds.map((kind) => ({ group: '', kind })),
    destinations: [{ name: 'worker01', namespace: 'demo' }],
  });
const config = (data: object) => made('v1', 'ConfigMap', 'settings', { data });
const reader = web('web:1', { template: pods('web:1', { envFrom: [{ configMapRef: { name: 'settings' } }] }) });

const inWave = (manifest: Manifest, wave: number): Manifest => ({
  ...manifest,
  metadata: { ...manifest.metadata, annotations: { 'argocd.argoproj.io/sync-wave': String(wave) } },
});
const definition = made(
  'apiextensions.k8s.io/v1',
  'CustomResourceDefinition',
  'widgets.example.com',
  { spec: { group: 'example.com', scope: 'Namespaced', names: { plural: 'widgets', kind: 'Widget' }, versions: [] } },
  null,
);
const claim = made('v1', 'PersistentVolumeClaim', 'data', {
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
});
const withClaim = (image: string) => {
  const { metadata, spec } = pods(image);
  return { metadata, spec: { ...spec, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } };
};
const tokenScorer = (name: string) =>
  made('dynamic-scoring.open-cluster-management.io/v1', 'DynamicScorer', 'sample', {
    spec: {
      configURL: 'http://a/config',
      configSyncMode: 'Full',
      scoring: { auth: { tokenSecretRef: { name, key: 'token' } } },
    },
  });
const reads = (name: string) => web('web:1', { template: pods('web:1', { envFrom: [{ secretRef: { name } }] }) });

const commits: Readonly<Record<string, Commit>> = {
  'an image': {
    ...change(web('web:1'), web('web:2')),
    says: 'roll Deployment web /spec/template/spec/containers/0/image',
  },
  'an image with Recreate': {
    ...change(web('web:1', { strategy: { type: 'Recreate' } }), web('web:2', { strategy: { type: 'Recreate' } })),
    says: 'restart Deployment web /spec/template/spec/containers/0/image',
  },
  'replicas left out': {
    ...change(web('web:1', { replicas: 3 }), web('web:1')),
    says: 'in-place Deployment web /spec/replicas',
  },
  'a service that becomes headless': {
    ...change(service({ clusterIP: '10.96.0.9' }), service({ clusterIP: 'None' })),
    says: 'refused Service web /spec/clusterIP',
    fix: /^Make a second Service/,
  },
  'a load balancer given up': {
    ...change(service({ type: 'LoadBalancer' }), service({ type: 'ClusterIP' })),
    says: 'danger Service web /spec/type',
  },
  'the mode of a model': {
    ...change(model('RawDeployment', 's3://a'), model('Standard', 's3://a')),
    says: 'refused InferenceService fraud /metadata/annotations/serving.kserve.io~1deploymentMode',
    fix: /^Make an InferenceService of another name/,
  },
  'the source of a model': {
    ...change(model('RawDeployment', 's3://a'), model('RawDeployment', 's3://b')),
    says: 'roll InferenceService fraud /spec/predictor/model/storageUri',
  },
  'a namespace that the operator keeps': {
    ...change(science('opendatahub'), science('other')),
    says: 'refused DSCInitialization default-dsci /spec/applicationsNamespace',
  },
  'the Secret of a certificate': {
    ...change(certificate({}), certificate({ secretName: 'other' })),
    says: 'danger Certificate web /spec/secretName',
    fix: /^Change what reads the Secret/,
  },
  'the names of a certificate': {
    ...change(certificate({}), certificate({ dnsNames: ['b.example.com'] })),
    says: 'in-place Certificate web /spec/dnsNames',
  },
  'the target of an external secret': {
    ...change(external({}), external({ name: 'other' })),
    says: 'danger ExternalSecret db /spec/target/name',
  },
  'an immutable external secret': {
    ...change(
      external({ immutable: true, deletionPolicy: 'Retain' }),
      external({ immutable: true, deletionPolicy: 'Delete' }),
    ),
    says: 'refused ExternalSecret db /spec/target/deletionPolicy',
  },
  'an external secret removed': { base: onWorker(external({})), head: onWorker(), says: 'danger ExternalSecret db ' },
  'the query of a scorer': {
    ...onHubChange(scorer('up'), scorer('down')),
    says: 'next-run DynamicScorer sample /spec/source/params/query',
    fix: /^Restart the agents/,
  },
  'a scorer removed': { base: onHub(scorer('up')), head: onHub(), says: 'remove DynamicScorer sample ' },
  'how many clusters a placement takes': {
    ...onHubChange(placement(1), placement(2)),
    says: 'move Placement fast /spec/numberOfClusters',
  },
  'the placement of a replica set': {
    ...onHubChange(replicaSet('one'), replicaSet('two')),
    says: 'danger ManifestWorkReplicaSet fleet /spec/placementRefs/0',
    fix: /^Add the new Placement beside the old one/,
  },
  'the type of a secret by Argo CD': {
    ...change(secret('Opaque'), secret('kubernetes.io/tls')),
    says: 'refused Secret token /type',
  },
  'the type of a secret by a work that updates': {
    ...change(work('demo', 'Update', secret('Opaque')), work('demo', 'Update', secret('example.com/other'))),
    says: 'recreate Secret token /type',
  },
  'the type of a secret by a work that applies': {
    ...change(
      work('demo', 'ServerSideApply', secret('Opaque')),
      work('demo', 'ServerSideApply', secret('example.com/other')),
    ),
    says: 'refused Secret token /type',
  },
  'what a work only creates': {
    ...change(work('demo', 'CreateOnly', config({ a: '1' })), work('demo', 'CreateOnly', config({ a: '2' }))),
    says: 'in-place ConfigMap settings /data/a',
  },
  'a move between two works': {
    base: onWorker(
      work('one', 'ServerSideApply', config({}), secret('Opaque')),
      work('two', 'ServerSideApply', web('web:1')),
    ),
    head: onWorker(
      work('one', 'ServerSideApply', secret('Opaque')),
      work('two', 'ServerSideApply', web('web:1'), config({})),
    ),
    says: 'move ConfigMap settings ',
    fix: /^Move it in two commits/,
  },
  'a project narrowed with a removal (P1)': {
    base: { ...onWorker(config({}), secret('Opaque')), argocd: [permitted('ConfigMap', 'Secret'), root()] },
    head: { ...onWorker(config({})), argocd: [permitted('ConfigMap'), root()] },
    says: 'orphan Secret token ',
    fix: /narrow in a later commit, once Argo CD has pruned the object\.$/,
  },
  'another destination (P2)': {
    base: chart({}),
    head: chart({ destination: { name: 'worker02', namespace: 'demo' } }),
    says: 'orphan Application example.worker01.chart /spec/destination/name',
  },
  'an Application that leaves nothing behind (P3)': {
    base: chart({}),
    head: onWorker(config({})),
    says: 'remove Application example.worker01.chart ',
  },
  'a unit renamed (P4)': {
    base: { 'worker01/old': [config({}), secret('Opaque')] },
    head: { 'worker01/new': [config({}), secret('Opaque')] },
    says: 'danger Application example.worker01.old ',
    fix: /^Rename in two commits/,
  },
  'a chart renamed (P4)': {
    base: chart({}),
    head: chart(source({ targetRevision: '1.1.0' }), { name: 'example.worker01.other' }),
    says: 'danger Application example.worker01.chart ',
    fix: /^Rename in two commits: first drop the finalizer/,
  },
  'a chart renamed that has let go of its release (P4)': {
    base: chart({}, { finalizers: [] }),
    head: chart({}, { name: 'example.worker01.other' }),
    says: 'remove Application example.worker01.chart ',
  },
  'a chart that goes to another cluster': {
    base: chart({}),
    head: {
      'hub01/applications-worker02': [
        application({ destination: { name: 'worker02', namespace: 'demo' } }, { name: 'example.worker02.chart' }),
      ],
    },
    says: 'remove Application example.worker01.chart ',
  },
  'the last unit, whose root Application finds nothing then': {
    base: onWorker(config({})),
    head: { argocd: [project()] },
    says: 'orphan ConfigMap settings ',
    fix: /^Before the merge, do what scorewright retire example prints/,
  },
  'the first unit, where AppProjects are there already': {
    base: { argocd: [permitted()] },
    head: onWorker(config({})),
    says: 'in-place AppProject example /spec/destinations',
  },
  'a move between two units (P5)': {
    base: { 'worker01/one': [config({}), secret('Opaque')], 'worker01/two': [web('web:1')] },
    head: { 'worker01/one': [secret('Opaque')], 'worker01/two': [web('web:1'), config({})] },
    says: 'move ConfigMap settings ',
  },
  'a namespace removed (P6)': {
    base: onWorker(namespace('baseline'), config({})),
    head: onWorker(config({})),
    says: 'danger Namespace demo ',
  },
  'the release of a chart (P7)': {
    base: chart({}),
    head: chart(source({ helm: { releaseName: 'shop' } })),
    says: 'danger Application example.worker01.chart /spec/source/helm/releaseName',
    fix: /^Install it as a second chart/,
  },
  'the version of a chart (P7)': {
    base: chart({}),
    head: chart(source({ targetRevision: '2.0.0' })),
    says: 'roll Application example.worker01.chart /spec/source/targetRevision',
  },
  'a Secret that comes after its reader (P10)': {
    base: onWorker(web('web:1')),
    head: onWorker(
      web('web:2', { template: pods('web:2', { envFrom: [{ secretRef: { name: 'token' } }] }) }),
      inWave(secret('Opaque'), 2),
    ),
    says: 'danger Deployment web ',
    fix: /^Make it in an earlier wave/,
  },
  'a definition removed before its object (P10)': {
    base: onWorker(definition, made('example.com/v1', 'Widget', 'a', { spec: { size: 1 } })),
    head: onWorker(
      made('example.com/v1', 'Widget', 'a', { spec: { size: 1 } }),
      made('example.com/v1', 'Widget', 'b', { spec: { size: 2 } }),
    ),
    says: 'danger Widget b ',
  },
  'a volume that one node holds (P11)': {
    base: onWorker(claim, web('web:1', { template: withClaim('web:1') })),
    head: onWorker(claim, web('web:2', { template: withClaim('web:2') })),
    says: 'roll Deployment web /spec/template/spec/containers/0/image',
    fix: /^Give it strategy Recreate/,
  },
  'a token on the hub only (P12)': {
    base: { ...onHub(tokenScorer('token')), ...onWorker(reads('token')) },
    head: { ...onHub(tokenScorer('other')), ...onWorker(reads('token')) },
    says: 'next-run DynamicScorer sample ',
  },
  'a namespace tightened': {
    ...change(namespace('baseline'), namespace('restricted')),
    says: 'danger Namespace demo /metadata/labels/pod-security.kubernetes.io~1enforce',
  },
  'a ConfigMap that pods read once': {
    base: onWorker(config({ a: '1' }), reader),
    head: onWorker(config({ a: '2' }), reader),
    says: 'next-run ConfigMap settings ',
    fix: /^kubectl rollout restart deployment\/web -n demo$/,
  },
};

test.each(Object.entries(commits))('%s', (_, { base, head, says, fix }) => {
  const [before, after] = [exampleTree(base, 'setting: old\n'), exampleTree(head, 'setting: new\n')];
  const { changes } = environmentPlan('example', treeOf(before, 'base'), treeOf(after, 'head'), 'environments');
  const said = changes.flatMap((planned) =>
    planned.reasons
      .filter((reason) => reason.class === planned.class)
      .map((reason) => `${planned.class} ${label(objectOf(planned).manifest).replace(/ .*\//, ' ')} ${reason.field}`),
  );
  expect(said).toContain(says);
  const [word, kind, name] = says.split(' ');
  const planned = changes.find(
    (one) =>
      one.class === word && objectOf(one).manifest.kind === kind && objectOf(one).manifest.metadata.name === name,
  );
  expect(planned?.line).toBe('environments/example.yaml:1:10');
  if (fix !== undefined) expect(fixOf(planned?.reasons ?? [])).toMatch(fix);
});

test('of an environment that goes, nothing is pruned', () => {
  const none = treeOf(new Map([['dist/other/files/needs.md', '']]), 'head');
  const { changes } = environmentPlan(
    'example',
    treeOf(exampleTree(onWorker(config({}))), 'base'),
    none,
    'environments',
  );
  expect(new Set(changes.map((planned) => planned.class))).toEqual(new Set(['orphan']));
  expect(changes.map(({ reasons }) => fixOf(reasons))).toContainEqual(
    expect.stringMatching(/scorewright retire example prints/),
  );
});

describe('a brake', () => {
  const base = onWorker(namespace('baseline'), config({}));
  const head = onWorker(config({}));
  const brakes = (settings: string) =>
    environmentPlan(
      'example',
      treeOf(exampleTree(base), 'base'),
      treeOf(exampleTree(head, settings), 'head'),
      'environments',
    );

  test('stops at a namespace that goes, until the environment consents', () => {
    expect(brakes('a: 1\n').brakes).toEqual([
      {
        what: 'remove Namespace demo',
        clusters: ['worker01'],
        why: 'everything in it goes with it, of other teams too',
      },
    ]);
    expect(brakes('consent: [{ what: remove Namespace *, why: it is over }]\n').brakes).toEqual([
      expect.objectContaining({ what: 'remove Namespace demo', consent: 'it is over' }),
    ]);
  });

  test('tells of a consent that nothing needs', () => {
    const { brakes: asked, unused } = brakes('consent:\n  - { what: remove Namespace demo, on: worker02, why: x }\n');
    expect(asked.map(({ consent }) => consent)).toEqual([undefined]);
    expect(unused).toEqual([
      { what: 'remove Namespace demo', on: 'worker02', why: 'x', line: 'environments/example.yaml:2:5' },
    ]);
  });

  test('stops where a cluster loses more than half of its objects', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => made('v1', 'ConfigMap', name, { data: {} }));
    const plan = environmentPlan(
      'example',
      treeOf(exampleTree(onWorker(...many)), 'base'),
      treeOf(exampleTree(onWorker(...many.slice(0, 2))), 'head'),
      'environments',
    );
    expect(plan.brakes.map(({ what, why }) => [what, why])).toEqual([
      ['half of worker01', 'worker01 loses 3 of its 5 objects'],
    ]);
  });
});
