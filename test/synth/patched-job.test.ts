import type { Manifest } from '../../lib/model/manifest';
import { manifestsOf } from './rendered-files';
import { synthesizeText } from './in-memory';

const environment = `environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
charts: { kube-prometheus-stack: { on: managed }, kepler: { on: managed } }
rules: { mutable-image-tag: { severity: off, reason: the images are built here } }
energetiscope:
  on: worker01
  storage: { size: 10Gi }
`;

function training(settings: string, patches = ''): Manifest[] {
  const { files, errors } = synthesizeText(`${environment}  training: { once: true${settings} }\n${patches}`);
  expect(errors).toEqual([]);
  return manifestsOf(files, 'worker01/energetiscope-training').filter(({ kind }) => kind === 'Job');
}

function names(jobs: readonly Manifest[]): Record<string, string> {
  return Object.fromEntries(jobs.map(({ metadata: { name } }) => [name.slice(0, -'-0123456789'.length), name]));
}

const patch = (target: string, path: string, value: string) => `patches:
  - target: { on: worker01, ${target} }
    ops: [{ op: add, path: ${path}, value: ${value} }]
`;
const grace = '/spec/template/spec/terminationGracePeriodSeconds';

test('a patch on a Job gives it another name, and all that come after it', () => {
  const experiment = (patches: string) => {
    const { files, errors } = synthesizeText(`environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3, nodes: 2 }
charts: { cert-manager: { on: worker01 }, flux-operator: { on: worker01 } }
ocifit: { on: worker01, nodeIdentity: kubernetes.io/hostname, experiments: { runs: { random: { iterations: 3 } } } }
${patches}`);
    expect(errors).toEqual([]);
    return manifestsOf(files, 'worker01/ocifit-experiment-random').filter(({ kind }) => kind === 'Job');
  };
  const before = names(experiment(''));
  const first = experiment(patch('kind: Job, name: ocifit-experiments/random', grace, '7'));
  const last = names(experiment(patch('kind: Job, name: ocifit-experiments/random-compare', grace, '7')));
  const now = names(first);
  expect(Object.keys(now).sort()).toEqual(['random', 'random-compare']);
  expect(now.random).not.toBe(before.random);
  expect(now['random-compare']).not.toBe(before['random-compare']);
  expect(last.random).toBe(before.random);
  expect(last['random-compare']).not.toBe(before['random-compare']);
  // The order hangs on the new names, and the name without its hash is for the run alone.
  expect(first.map(({ metadata }) => [metadata.name, metadata.annotations])).toEqual([
    [now.random, { 'argocd.argoproj.io/sync-wave': '1' }],
    [now['random-compare'], { 'argocd.argoproj.io/sync-wave': '2' }],
  ]);
});

test('another value gives another name, and the same one the same', () => {
  const train = (value: string) =>
    names(training('', patch('kind: Job, name: energy/energetiscope-train-once', grace, value)))[
      'energetiscope-train-once'
    ];
  expect(train('7')).toBe(train('7'));
  expect(train('7')).not.toBe(train('8'));
});

test('what Kubernetes lets one change on a Job leaves its name', () => {
  const patched = patch('kind: Job, name: energy/energetiscope-train-once', '/spec/backoffLimit', '9');
  expect(names(training('', patched))).toEqual(names(training('')));
});

test.each(['energetiscope: train', 'energetiscope: once/train', 'kind: Job, name: energy/energetiscope-train-once'])(
  'a patch on { %s } matches whatever the hash is, also after retrain',
  (target) => {
    for (const settings of ['', ', retrain: again']) {
      const jobs = training(settings, patch(target, grace, '7'));
      const seconds = jobs.map(({ metadata, spec }) => [metadata.name.replace(/-\w{10}$/, ''), graceOf(spec)]);
      expect(Object.fromEntries(seconds)).toMatchObject({ 'energetiscope-train-once': 7 });
    }
  },
);

function graceOf(spec: unknown): unknown {
  return (spec as { template: { spec: { terminationGracePeriodSeconds?: number } } }).template.spec
    .terminationGracePeriodSeconds;
}

function errorsOf(target: string): string[] {
  const { errors } = synthesizeText(
    `${environment}  training: { once: true }\n${patch(target, '/metadata/labels/team', 'a')}`,
  );
  return errors.map((line) => line.replace(/^.*kind\.yaml:/, ''));
}

test.each([
  [
    'kind: Job, name: energy/energetiscope-train-once-0123456789',
    '13:46 patch-target patches[0].target.name: got "energy/energetiscope-train-once-0123456789", and no Job of that name is rendered; did you mean "energy/energetiscope-train-once"? (on worker01)',
  ],
  [
    'energetiscope: trian',
    '13:44 patch-target patches[0].target.energetiscope: got "trian", which makes nothing; did you mean "train"? (on worker01)',
  ],
  [
    'energetiscope: access/reader/read',
    '13:44 patch-target patches[0].target.energetiscope: got "access/reader/read", which makes ClusterRole (access/reader/read), ClusterRoleBinding (access/reader/read/Use); add the kind, or more of the construct (on worker01)',
  ],
  [
    'kind: Job',
    '13:13 patch-target-form patches[0].target: got neither a name nor a component; give kind and name, or one component with its construct',
  ],
  [
    'energetiscope: train, serving: minio',
    '13:13 patch-target-form patches[0].target: got energetiscope and serving; give kind and name, or one component with its construct',
  ],
  [
    'name: energy/energetiscope-train-once',
    '13:13 patch-target-form patches[0].target: got a name without its kind; add the kind',
  ],
])('the target { %s } is rejected', (target, finding) => {
  expect(errorsOf(target)).toEqual([finding]);
});

test('a patch on a ConfigMap restarts the pods that read it, and makes its Jobs anew', () => {
  const upload = (patches: string) => {
    const { files, errors } = synthesizeText(`environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
charts: { cert-manager: { on: managed }, kserve: { on: managed, mode: RawDeployment } }
serving:
  on: worker01
  namespace: demo
  storage: { minio: { size: 5Gi }, bucket: models }
  runtimes: [triton]
  models:
    fraud:
      runtime: triton
      format: onnx/1
      source: { url: 'https://models.example.org/fraud.onnx', sha256: ${'a'.repeat(64)} }
${patches}`);
    expect(errors).toEqual([]);
    return manifestsOf(files, 'worker01/serving');
  };
  const jobs = (manifests: Manifest[]) => names(manifests.filter(({ kind }) => kind === 'Job'));
  const [before, after] = [
    '',
    patch('kind: ConfigMap, name: demo/upload-model', '/data/upload-model.sh', 'exit 0'),
  ].map(upload);
  expect(Object.keys(jobs(before ?? []))).toEqual(['upload-fraud']);
  expect(jobs(after ?? [])['upload-fraud']).not.toBe(jobs(before ?? [])['upload-fraud']);
});
