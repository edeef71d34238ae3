import { groupKind } from '../../../lib/kinds/group-kind';
import { addressDangling } from '../../../lib/rules/kubernetes/address-dangling';
import { objectRenderedTwice } from '../../../lib/rules/argo-cd/object-rendered-twice';
import { referenceDangling } from '../../../lib/rules/kubernetes/reference-dangling';
import { referenceKeyMissing } from '../../../lib/rules/kubernetes/reference-key-missing';
import { formatFindings } from '../../../lib/model/finding';
import type { Manifest } from '../../../lib/model/manifest';
import { podSecurityReason } from '../../../lib/model/marker';
import { repeat } from '../../../lib/model/repeated-manifest';
import type { Rule } from '../../../lib/rules/engine/rule';
import { serviceSelectsNoPod } from '../../../lib/rules/kubernetes/service-selects-no-pod';
import { mutableImageTag } from '../../../lib/rules/security/mutable-image-tag';
import { urlDangling } from '../../../lib/rules/kubernetes/url-dangling';
import { waveOrder } from '../../../lib/rules/argo-cd/wave-order';
import { findings, lineOf, runOf } from '../example-fleet';

const image: Manifest = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default', annotations: { [podSecurityReason]: 'an example' } },
  spec: { containers: [{ name: 'web', image: 'web:latest' }] },
};
const account: Manifest = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'reader', namespace: 'default' },
  spec: { serviceAccountName: 'reader' },
};

describe('a run', () => {
  test('sees what a replica set carries on each of its clusters, as if each had a work of its own', () => {
    const set: Manifest = {
      apiVersion: 'work.open-cluster-management.io/v1alpha1',
      kind: 'ManifestWorkReplicaSet',
      metadata: { name: 'demo', namespace: 'default' },
      spec: { manifestWorkTemplate: { workload: { manifests: [account] } } },
    };
    const reader = { ...groupKind('/ServiceAccount'), namespace: 'default', name: 'reader' };
    const run = runOf({}, { changes: { present: [{ cluster: 'worker01', ...reader }] }, rules: [referenceDangling] });
    const origin = { cluster: 'hub01', unit: 'replica-sets', settings: [] };
    run.collect({ manifest: set, origin: { ...origin, carriedTo: ['worker01', 'worker02'] } });
    expect(formatFindings(run.judge())).toEqual([
      'reference-dangling Pod default/reader spec.manifestWorkTemplate.workload.manifests[0].spec.serviceAccountName: got ServiceAccount default/reader, which does not exist; render it in the same namespace (on worker02)',
    ]);
  });

  test('resolves references to what a replica set carries, and finds it where two bring one object', () => {
    const reader: Manifest = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'reader', namespace: 'default' },
    };
    const set: Manifest = {
      apiVersion: 'work.open-cluster-management.io/v1alpha1',
      kind: 'ManifestWorkReplicaSet',
      metadata: { name: 'demo', namespace: 'default' },
      spec: { manifestWorkTemplate: { workload: { manifests: [reader] } } },
    };
    const run = runOf(
      { 'worker01/demo': [account], 'worker02/demo': [account, reader] },
      { rules: [referenceDangling, objectRenderedTwice] },
    );
    const origin = { cluster: 'hub01', unit: 'replica-sets', settings: [] };
    run.collect({ manifest: set, origin: { ...origin, carriedTo: ['worker01', 'worker02'] } });
    expect(run.judge()).toMatchObject([{ code: 'object-rendered-twice', cluster: 'worker02' }]);
  });

  test('asks about a manifest that several clusters have only those rules again that found anything, or mind the cluster', () => {
    const asked: string[] = [];
    const rule = (code: string, isFound: (cluster: string) => boolean, rest: Partial<Rule> = {}): Rule => ({
      ...mutableImageTag,
      ...rest,
      code: code as Rule['code'],
      *collect(_, { objects: [located] }) {
        asked.push(`${code} ${located.ref.cluster}`);
        if (isFound(located.ref.cluster)) yield located;
      },
      judge: () => [],
    });
    const rules = [
      rule('silent', () => false),
      rule('found', () => true),
      rule('minds', (cluster) => cluster === 'worker02', { ofCluster: true }),
    ];
    const run = runOf({}, { rules });
    const manifest = repeat({ ...image });
    for (const cluster of ['worker01', 'worker02'])
      run.collect({ manifest, origin: { cluster, unit: 'demo', settings: [] } });
    expect(asked).toEqual(['silent worker01', 'found worker01', 'minds worker01', 'found worker02', 'minds worker02']);
  });

  test('takes no kind of another API group for the one that is meant', () => {
    const metadata = { name: 'web', namespace: 'default' };
    const ingress: Manifest = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    };
    const knative: Manifest = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata };
    expect(findings(referenceDangling, { 'worker01/demo': [ingress, knative] })).toEqual([
      'Ingress default/web spec.defaultBackend.service.name: got Service default/web, which does not exist; render it on this cluster, or list it under external',
    ]);
    const core: Manifest = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } };
    expect(findings(referenceDangling, { 'worker01/demo': [ingress, knative, core] })).toEqual([]);
  });

  test('keeps objects apart that another group has no namespace for', () => {
    const project = (apiVersion: string, namespace: string): Manifest => ({
      apiVersion,
      kind: 'Project',
      metadata: { name: 'web', namespace },
    });
    const [one, two] = ['one', 'two'].map((namespace) => project('example.com/v1', namespace)) as [Manifest, Manifest];
    expect(findings(objectRenderedTwice, { 'worker01/demo': [one, two] })).toEqual([]);
    expect(findings(objectRenderedTwice, { 'worker01/demo': [one, one] })).toEqual([
      'Project one/web: unit demo renders it twice; keep one',
    ]);
  });

  test('gives findings the line of the environment, and those that differ in the cluster as one', () => {
    const run = runOf(
      { 'worker01/demo': [account], 'worker02/demo': [account] },
      { changes: { positionOf: ({ unit }) => ({ file: `environments/${unit}.yaml`, line: 3, column: 5 }) } },
    );
    expect(formatFindings(run.judge())).toEqual([
      'environments/demo.yaml:3:5 reference-dangling Pod default/reader spec.serviceAccountName: got ServiceAccount default/reader, which does not exist; render it in the same namespace (on 2 clusters: worker01, worker02)',
    ]);
  });

  test('takes the severity that the environment gives, and counts what is kept quiet', () => {
    const off = { severity: 'off', reason: 'built here' } as const;
    const run = runOf({ 'worker01/demo': [image] }, { settings: { 'mutable-image-tag': off } });
    expect(run.judge()).toEqual([]);
    expect(run.suppressed()).toEqual([{ code: 'mutable-image-tag', severity: 'off', reason: 'built here', count: 1 }]);
    const strict = runOf(
      { 'worker01/demo': [image] },
      { settings: { 'mutable-image-tag': { severity: 'error', reason: 'no moving parts' } } },
    );
    expect(strict.judge()).toMatchObject([{ code: 'mutable-image-tag', severity: 'error' }]);
    expect(strict.suppressed()).toEqual([]);
  });

  test('reports a suppression that does nothing, and one of a rule that is none', () => {
    const position = { file: 'environments/kind.yaml', line: 9, column: 3 };
    const run = runOf(
      { 'worker01/demo': [image] },
      {
        settings: {
          'mutable-image-tag': { severity: 'off', reason: 'built here' },
          'hpa-replicas': { severity: 'warning', reason: 'for now', position },
          'mutable-image-tg': { severity: 'off', reason: 'built here' },
          'wave-order': { severity: 'error', reason: 'as it is' },
        },
      },
    );
    expect(formatFindings(run.judge())).toEqual([
      'suppression-unused rules.mutable-image-tg: got mutable-image-tg, which is not a rule; did you mean "mutable-image-tag"?',
      'environments/kind.yaml:9:3 warning suppression-unused rules.hpa-replicas: got warning, but the rule finds nothing here; take the entry out',
    ]);
  });
});

describe('what is there without being rendered', () => {
  const user: Manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'user', namespace: 'default' },
    spec: {
      containers: [
        { env: [{ valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } }], args: ['http://prom:9090'] },
      ],
    },
  };
  const units = { 'worker01/demo': [user] };
  const secret = { cluster: 'worker01', ...groupKind('/Secret'), namespace: 'default', name: 'api' };
  const prom = { cluster: 'worker01', ...groupKind('/Service'), namespace: 'default', name: 'prom' };

  test('counts as present, with the keys and ports that are told', () => {
    expect(findings(referenceDangling, units)).toHaveLength(1);
    expect(findings(referenceDangling, units, { present: [secret] })).toEqual([]);
    expect(findings(referenceDangling, units, { present: [{ ...secret, cluster: 'worker02' }] })).toHaveLength(1);
    expect(findings(referenceKeyMissing, units, { present: [secret] })).toEqual([]);
    expect(findings(referenceKeyMissing, units, { present: [{ ...secret, key: 'tokn' }] })).toEqual([
      'Pod default/user spec.containers[0].env[0].valueFrom.secretKeyRef.name: got key token of Secret default/api; did you mean tokn?',
    ]);
    expect(findings(urlDangling, units, { present: [prom] })).toEqual([]);
    expect(findings(urlDangling, units, { present: [{ ...prom, port: 80 }] })).toEqual([
      'Pod default/user spec.containers[0].args[0]: got a URL with port 9090 of Service default/prom; its ports are 80',
    ]);
  });

  test('counts for selectors as pods', () => {
    const service: Manifest = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'agent', namespace: 'dynamic-scoring' },
      spec: { selector: { app: 'dynamic-scoring-agent' }, ports: [{ port: 8080 }] },
    };
    const agent = { cluster: 'worker01', namespace: 'dynamic-scoring', labels: { app: 'dynamic-scoring-agent' } };
    expect(findings(serviceSelectsNoPod, { 'worker01/demo': [service] })).toHaveLength(1);
    expect(findings(serviceSelectsNoPod, { 'worker01/demo': [service] }, { pods: [agent] })).toEqual([]);
  });

  test('includes the score of a scorer that only its own /config names, unless all scores are known', () => {
    const metadata = { name: 's', namespace: 'open-cluster-management' };
    const scorer: Manifest = {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
      kind: 'DynamicScorer',
      metadata,
      spec: {},
    };
    const addOn = { resourceName: 'cpu-score', scoreName: 'cpu_score' };
    const placement: Manifest = {
      apiVersion: 'cluster.open-cluster-management.io/v1beta1',
      kind: 'Placement',
      metadata,
      spec: { prioritizerPolicy: { configurations: [{ scoreCoordinate: { type: 'AddOn', addOn } }] } },
    };
    const missing =
      'Placement open-cluster-management/s spec.prioritizerPolicy.configurations[0].scoreCoordinate.addOn.resourceName: got AddOnPlacementScore cpu-score, which does not exist; render the DynamicScorer whose score has this name';
    const known = [
      { cluster: 'hub01', ...groupKind('cluster.open-cluster-management.io/AddOnPlacementScore'), name: 'power-usage' },
    ];
    expect(findings(referenceDangling, { 'hub01/demo': [placement] })).toEqual([missing]);
    expect(findings(referenceDangling, { 'hub01/demo': [placement, scorer] })).toEqual([]);
    expect(findings(referenceDangling, { 'hub01/demo': [placement, scorer] }, { present: known })).toEqual([missing]);
  });
});

describe('what agents need', () => {
  const api = 'dynamic-scoring.open-cluster-management.io/v1alpha1';
  const scorer: Manifest = {
    apiVersion: api,
    kind: 'DynamicScorer',
    metadata: { name: 's', namespace: 'open-cluster-management' },
    spec: {
      source: { host: 'http://prom.default.svc:9090' },
      scoring: { params: { name: 'cpu_score' }, auth: { tokenSecretRef: { name: 'api', key: 'token' } } },
    },
  };
  const mask: Manifest = {
    apiVersion: api,
    kind: 'DynamicScoringConfig',
    metadata: { name: 'dynamic-scoring-config', namespace: 'open-cluster-management' },
    spec: { masks: [{ clusterName: 'worker02', scoreName: 'cpu_score' }] },
  };
  const agents = ['worker01', 'worker02'];

  test('is missed on each of their clusters, but for those where the score is masked', () => {
    const clusters = (units: Readonly<Record<string, readonly Manifest[]>>): unknown[] =>
      runOf(units, { changes: { agents }, rules: [referenceDangling, urlDangling] })
        .judge()
        .map((finding) => `${finding.cluster ?? ''} ${lineOf(finding)}`);
    const secret =
      'DynamicScorer open-cluster-management/s spec.scoring.auth.tokenSecretRef.name: got Secret dynamic-scoring/api, which does not exist; render what makes it (ExternalSecret, SealedSecret, Certificate), or list it under external';
    const url =
      'DynamicScorer open-cluster-management/s spec.source.host: got a URL of Service default/prom, which does not exist; render it on this cluster, or list it under external';
    expect(clusters({ 'hub01/demo': [scorer] })).toEqual([
      `worker01 ${secret}`,
      `worker02 ${secret}`,
      `worker01 ${url}`,
      `worker02 ${url}`,
    ]);
    expect(clusters({ 'hub01/demo': [mask, scorer] })).toEqual([`worker01 ${secret}`, `worker01 ${url}`]);
  });
});

describe('objects that do not exist yet', () => {
  const template = (name: string): Manifest => ({
    apiVersion: 'template.openshift.io/v1',
    kind: 'Template',
    metadata: { name: 't', namespace: 'default' },
    objects: [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'runner' } },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { serviceAccountName: name } },
    ],
  });

  test('are checked by name, parameters left out', () => {
    expect(findings(referenceDangling, { 'worker01/demo': [template('runner')] })).toEqual([]);
    expect(findings(referenceDangling, { 'worker01/demo': [template('${ACCOUNT}')] })).toEqual([]);
    expect(findings(referenceDangling, { 'worker01/demo': [template('runer')] })).toEqual([
      'Pod p objects[1].spec.serviceAccountName: got ServiceAccount runer, which does not exist; did you mean ServiceAccount runner?',
    ]);
  });
});

describe('the order of units', () => {
  const secret: Manifest = {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'api', namespace: 'default' },
    spec: { encryptedData: { token: 'x' } },
  };
  const user: Manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'user', namespace: 'default' },
    spec: { containers: [{ envFrom: [{ secretRef: { name: 'api' } }] }] },
  };
  const unit = { cluster: 'worker01', delivery: 'argo' } as const;

  test.each([
    [
      'smoke',
      [
        'Pod default/user spec.containers[0].envFrom[0].secretRef.name: got stage workloads, but Secret default/api comes with unit keys of stage smoke; it must come earlier',
      ],
    ],
    ['workloads', []],
    ['secrets', []],
  ] as const)('puts what is needed from stage %s', (stage, expected) => {
    const units = [
      { ...unit, name: 'keys', stage },
      { ...unit, name: 'demo', stage: 'workloads' as const },
    ];
    expect(findings(waveOrder, { 'worker01/demo': [user], 'worker01/keys': [secret] }, { units })).toEqual(expected);
  });

  test('lets nothing stand behind what waits for the outside', () => {
    const at = (wave: string, manifest: Manifest): Manifest => ({
      ...manifest,
      metadata: { ...manifest.metadata, annotations: { 'argocd.argoproj.io/sync-wave': wave } },
    });
    const ingress: Manifest = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'web', namespace: 'default' },
    };
    expect(findings(waveOrder, { 'worker01/demo': [at('0', ingress), at('1', user)] })).toEqual([
      'Ingress default/web: got wave 0, and it waits for an address, which no controller gives on some clusters; put it into wave 1, the last of its unit',
    ]);
    expect(findings(waveOrder, { 'worker01/demo': [at('1', ingress), at('1', user)] })).toEqual([]);
  });
});

describe('the host of a Route', () => {
  const scorer = (configURL: string): Manifest => ({
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'sample', namespace: 'open-cluster-management' },
    spec: { configURL },
  });
  const units = { 'hub01/demo': [scorer('https://web-demo.apps.w2.example/config')] };
  const route = { cluster: 'worker02', ...groupKind('route.openshift.io/Route'), namespace: 'demo', name: 'web' };

  test('counts as there where the Route is listed as external', () => {
    expect(findings(addressDangling, units)).toEqual([
      'DynamicScorer open-cluster-management/sample spec.configURL: got web-demo.apps.w2.example, which is not the host of a Route of cluster worker02; expose it there, or list the Route under external',
    ]);
    expect(findings(addressDangling, units, { present: [route] })).toEqual([]);
    expect(findings(addressDangling, units, { present: [{ ...route, cluster: 'worker01' }] })).toHaveLength(1);
  });
});
