import fc from 'fast-check';
import { stringify } from 'yaml';
import { codes, examplesOf } from '../../rules/examples';
import { check, lines } from './folder';

const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: demo }\ndata: { mode: a }\n';
const reader = (name: string): string =>
  `apiVersion: v1
kind: Pod
metadata:
  name: reader
  namespace: demo
spec:
  containers:
    - name: reader
      image: reader:1.0
      envFrom:
        - configMapRef:
            name: ${name}
`;

describe('findings', () => {
  test('tell the line and column of the field, in whichever document of a file', () => {
    expect(lines({ 'all.yaml': `${settings}---\n${reader('setings')}` })).toEqual([
      'all.yaml:17:19 reference-dangling Pod demo/reader spec.containers[0].envFrom[0].configMapRef.name: got ConfigMap demo/setings, which does not exist; did you mean ConfigMap demo/settings?',
    ]);
    expect(lines({ 'all.yaml': `${settings}---\n${reader('settings')}` })).toEqual([]);
  });

  test('of a missing field tell where the object around it begins', () => {
    const job =
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a, namespace: demo }\nspec:\n  schedule: "@daily"\n  jobTemplate:\n    spec:\n      template:\n        spec: { restartPolicy: Never, containers: [{ name: a, image: a:1 }] }\n';
    expect(lines({ 'job.yaml': job })).toEqual([
      'job.yaml:7:5 job-without-deadline CronJob demo/a spec.jobTemplate.spec.activeDeadlineSeconds: missing; set the number of seconds after which Kubernetes ends the run',
    ]);
  });

  test('of objects that the API server names tell what the name begins with, and none is there twice', () => {
    const job = `apiVersion: batch/v1
kind: Job
metadata: { generateName: migrate-, namespace: demo, annotations: { argocd.argoproj.io/hook: PreSync } }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: 'a:1' }] } } }
`;
    const found = (file: string) =>
      `${file}:4:1 job-without-deadline Job demo/migrate-* spec.activeDeadlineSeconds: missing; set the number of seconds after which Kubernetes ends the run`;
    expect(lines({ 'a.yaml': job, 'b.yaml': job, 'c.yaml': settings })).toEqual([found('a.yaml'), found('b.yaml')]);
  });

  test('point into the items of a List and into JSON', () => {
    const item = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'demo' },
      stringData: { key: 'x' },
    };
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item] }, undefined, 2);
    expect(lines({ 'list.json': list })).toEqual([
      'list.json:13:16 secret-with-value Secret demo/s stringData.key: got a value, which would be committed; let an ExternalSecret or SealedSecret bring it',
    ]);
  });

  test('come from schemas too, with the nearest name', () => {
    expect(lines({ 'a.yaml': settings.replace('\ndata:', '\ndta:') })).toEqual([
      'a.yaml:4:1 unknown-field ConfigMap demo/settings dta: got "dta"; did you mean "data"?',
    ]);
  });

  test('are not told of codes that are off', () => {
    const files = { 'all.yaml': reader('settings') };
    expect(check(files).findings.map(({ code }) => code)).toEqual(['reference-dangling']);
    expect(check(files, { off: ['reference-dangling', 'pod-security'] }).findings).toEqual([]);
  });
});

describe('an object', () => {
  test('without a namespace lies in the one that is given, or that its kustomization gives', () => {
    const bare = reader('settings').replace('  namespace: demo\n', '');
    expect(lines({ 'a.yaml': settings, 'b.yaml': bare })).toEqual([
      'b.yaml:11:19 reference-dangling Pod default/reader spec.containers[0].envFrom[0].configMapRef.name: got ConfigMap default/settings, which does not exist; did you mean ConfigMap demo/settings?',
    ]);
    expect(lines({ 'a.yaml': settings, 'b.yaml': bare }, { namespace: 'demo' })).toEqual([]);
    const kustomization = 'namespace: demo\nresources: [a.yaml, b.yaml]\n';
    expect(lines({ 'a.yaml': settings, 'b.yaml': bare, 'kustomization.yaml': kustomization })).toEqual([]);
  });

  test('that is a binding gets the namespace of the accounts of its own kustomization, as kustomize writes it', () => {
    const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: maker }\n';
    const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: maker }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: maker }]
`;
    const kustomization = 'namespace: demo\nresources: [all.yaml]\n';
    const files = { 'all.yaml': `${account}---\n${binding}` };
    const cluster = (text: string) => text.replaceAll('RoleBinding', 'ClusterRoleBinding');
    const missing = 'subjects[0].namespace: got nothing; in a ClusterRoleBinding a ServiceAccount needs its namespace';
    const off = { off: ['account-unused'] };
    expect(lines(files, off)).toEqual([]);
    expect(lines({ 'all.yaml': cluster(files['all.yaml']) }, off)).toEqual([
      `all.yaml:9:12 api-role-binding ClusterRoleBinding maker ${missing}`,
    ]);
    const all = { 'all.yaml': cluster(files['all.yaml']), 'kustomization.yaml': kustomization };
    expect(lines(all, off)).toEqual([]);
  });

  test('that the API server rejects is still there for others', () => {
    const wrong = settings.replace('data: { mode: a }', 'data: { mode: 1 }');
    expect(check({ 'all.yaml': `${wrong}---\n${reader('settings')}` }).findings.map(({ code }) => code)).toEqual([
      'schema-mismatch',
    ]);
  });

  test('of an unknown kind is a warning', () => {
    expect(lines({ 'a.yaml': 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\n' })).toEqual([
      'a.yaml:2:7 warning kind-without-schema Thing a kind: got "Thing"; imports/ has no schema of it in example.com/v1',
    ]);
  });
});

describe('a CustomResourceDefinition of the folder', () => {
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Thing, plural: things }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [size]
              properties: { size: { type: integer, maximum: 5 }, mode: { type: string, enum: [a, b] } }
    - { name: v1alpha1, served: false, storage: false, schema: { openAPIV3Schema: { type: object } } }
`;
  const thing = (spec: string, version = 'v1') =>
    `apiVersion: example.com/${version}\nkind: Thing\nmetadata: { name: a, namespace: demo }\nspec: ${spec}\n`;

  test('is the schema of its objects', () => {
    const files = (spec: string, version?: string) => ({ 'crd.yaml': definition, 'thing.yaml': thing(spec, version) });
    const off = { profile: 'kubernetes', off: ['kind-without-schema'] } as const;
    expect(lines(files('{ size: 3, mode: a }'), off)).toEqual([]);
    expect(lines(files('{ size: 9, mood: a }'), off)).toEqual([
      'thing.yaml:4:15 schema-mismatch Thing demo/a spec.size: got 9; must be at most 5',
      'thing.yaml:4:24 unknown-field Thing demo/a spec.mood: got "mood"; did you mean "mode"?',
    ]);
    expect(lines(files('{ size: 3 }', 'v1alpha1'), off)).toEqual([
      'thing.yaml:1:13 version-removed Thing demo/a apiVersion: got example.com/v1alpha1, but its CustomResourceDefinition serves Thing only in "example.com/v1"',
    ]);
  });
});

describe('what is taken for granted', () => {
  test('includes the objects of an --external file', () => {
    const bare = reader('settings');
    const account = `${bare}  serviceAccountName: runner\n`;
    const external = [{ cluster: 'cluster', group: '', kind: 'ConfigMap', namespace: 'demo', name: 'settings' }];
    expect(lines({ 'a.yaml': bare }, { external })).toEqual([]);
    expect(lines({ 'a.yaml': account }, { external })).toEqual([
      'a.yaml:13:23 reference-dangling Pod demo/reader spec.serviceAccountName: got ServiceAccount demo/runner, which does not exist; render it in the same namespace',
    ]);
  });

  test('is what lies in a namespace of which the folder has nothing, and what others bring', () => {
    const text = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: demo }
spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 1Gi } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: urls, namespace: demo }
data: { metrics: http://prometheus.monitoring.svc:9090, own: http://web.demo.svc }
`;
    expect(lines({ 'a.yaml': text }, { profile: 'kubernetes' })).toEqual([
      'a.yaml:9:62 url-dangling ConfigMap demo/urls data.own: got a URL of Service demo/web, which does not exist; render it on this cluster, or list it under external',
    ]);
  });
});

test('a Service may select the agents that the add-on makes', () => {
  const service = (app: string) => `apiVersion: v1
kind: Service
metadata: { name: agents, namespace: dynamic-scoring }
spec: { selector: { app: ${app} }, ports: [{ port: 8080 }] }
`;
  expect(lines({ 'a.yaml': service('dynamic-scoring-agent') })).toEqual([]);
  expect(check({ 'a.yaml': service('dynamic-scoring-agnt') }).findings.map(({ code }) => code)).toEqual([
    'service-selects-no-pod',
  ]);
});

test('objects without a namespace are in that of the Application that reads their folder', () => {
  const bare = (text: string) => text.replace(/namespace: demo/, 'labels: {}').replace(', labels: {}', '');
  const application = (path: string, more = '') => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: demo, namespace: argocd }
spec:
  project: default
  source: { repoURL: https://git.example/r.git, path: ${path}${more} }
  destination: { namespace: demo, name: in-cluster }
`;
  const files = (path: string, more?: string) => ({
    'app.yaml': application(path, more),
    'deploy/web/inner/pod.yaml': bare(reader('settings')),
    'other/settings.yaml': settings,
  });
  const profile = 'kubernetes';
  expect(lines(files('x/deploy/web/inner'), { profile })).toEqual([]);
  expect(lines(files('deploy/web', ', directory: { recurse: true }'), { profile })).toEqual([]);
  expect(lines(files('deploy/web'), { profile })).toHaveLength(1);
});

describe('what concerns Argo CD alone', () => {
  const job =
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: train\n  namespace: demo\nspec:\n  activeDeadlineSeconds: 60\n  template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a:1 }] } }\n';
  const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: demo, namespace: argocd, annotations: { scorewright.dev/sync: manual } }
spec:
  project: default
  source: { repoURL: https://git.example/r.git, path: deploy/demo }
  destination: { namespace: demo, name: in-cluster }
`;

  test('is told only where Argo CD is used', () => {
    expect(lines({ 'demo/job.yaml': job }, { profile: 'kubernetes' })).toEqual([]);
    expect(lines({ 'demo/job.yaml': job, 'app.yaml': application })).toEqual([
      'demo/job.yaml:4:9 job-not-updatable Job demo/train metadata.name: got train; end it in a hash of the spec, so that a change makes another Job',
    ]);
  });

  test("takes Helm's hooks for hooks", () => {
    const hook = job.replace('  namespace: demo', '  namespace: demo\n  annotations: { helm.sh/hook: post-install }');
    expect(check({ 'demo/job.yaml': hook, 'app.yaml': application }).findings.map(({ code }) => code)).toEqual([
      'unit-of-hooks',
    ]);
    expect(lines({ 'demo/job.yaml': hook, 'demo/settings.yaml': settings, 'app.yaml': application })).toEqual([]);
  });

  test('makes an error of a file that is no manifest in a folder that an Application reads', () => {
    const files = {
      'demo/notes.yaml': 'steps: [one]\n',
      'other/notes.yaml': 'steps: [two]\n',
      'app.yaml': application,
    };
    expect(lines(files)).toEqual([
      'demo/notes.yaml:1:1 file-not-manifest: got a document without apiVersion and kind; Argo CD would reject the folder: move it away',
      'other/notes.yaml:1:1 warning file-not-manifest: got a document without apiVersion and kind; Argo CD would reject the folder: move it away',
    ]);
  });
});

describe('files', () => {
  test('that hold values, patches, charts or data are skipped', () => {
    const { findings, skipped, manifests } = check({
      'app/kustomization.yaml':
        'patches: [{ path: patch.yaml }]\nconfigMapGenerator: [{ name: settings, files: [a.yaml] }]\n',
      'app/patch.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n',
      'app/a.yaml': 'no: manifest\n',
      'app/pod.yaml': reader('settings').replace('demo', 'default'),
      'chart/Chart.yaml': 'name: web\n',
      'chart/templates/web.yaml': '{{ if .Values.on }}\nkind: {{ .Values.kind }}\n{{ end }}\n',
      'values.yaml': 'replicas: 1\n',
      'data.json': '{ "a": [1] }',
      '.hidden/x.yaml': ': :',
    });
    expect(findings).toEqual([]);
    expect(manifests).toBe(1);
    expect(skipped).toEqual([
      { file: 'app/a.yaml', why: 'an input of a kustomization' },
      { file: 'app/kustomization.yaml', why: 'a kustomization: render it with kustomize build' },
      { file: 'app/patch.yaml', why: 'an input of a kustomization' },
      { file: 'chart/Chart.yaml', why: 'a file of a chart: render it with helm template' },
      { file: 'chart/templates/web.yaml', why: 'a file of a chart: render it with helm template' },
      { file: 'data.json', why: 'JSON without an object of Kubernetes' },
      { file: 'values.yaml', why: 'values of a chart, or settings of a tool' },
    ]);
  });

  test('that no parser reads are told with the place', () => {
    expect(
      lines({
        'twice.yaml': `${settings}data: { mode: b }\n`,
        'again.yaml': `${settings.replace('settings', 'again')}kind: ConfigMap\n`,
        'open.yaml': 'a: [1\n',
        'template.yaml': '{{ if .on }}\na: {{ b }}: c\n',
        'bomb.yaml': 'a: &a [x]\nb: *c\n',
      }),
    ).toEqual([
      'again.yaml:5:1 warning manifest-syntax: got this key a second time in one map, with the same value; keep one of the two',
      'bomb.yaml:1:1 manifest-syntax: got text that is not YAML: Unresolved alias (the anchor must be set before the alias): c',
      'open.yaml:2:1 manifest-syntax: got text that is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      'template.yaml:1:1 file-not-manifest: got a template, not a manifest; render it, as with helm template, and check what comes out',
      'twice.yaml:5:1 manifest-syntax: got this key a second time in one map; keep one of the two',
    ]);
  });

  test('without any manifest are an error, as is a folder without files', () => {
    expect(lines({ 'notes.txt': '' })).toEqual([
      ':1:1 nothing-to-check: got no YAML or JSON file; name the folder that holds the manifests',
    ]);
    expect(lines({ 'values.yaml': 'a: 1\n' })).toEqual([
      ':1:1 nothing-to-check: got no manifest in 1 file; render charts and kustomizations first, and check the result',
    ]);
  });

  test('that are not UTF-8 are an error', () => {
    expect(lines({ 'a.yaml': settings, 'latin.yaml': Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]) })).toEqual([
      'latin.yaml:1:1 manifest-syntax: got bytes that are not UTF-8; save the file as UTF-8',
    ]);
  });

  test('are read as kubectl reads them: yes is true, 0644 is octal, a date is text', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: demo }
immutable: yes
data: { day: 2025-01-01, time: 12:30 }
`;
    expect(lines({ 'a.yaml': text })).toEqual([]);
  });
});

describe('nothing that somebody may write', () => {
  const samples = codes.flatMap((code) => examplesOf(code).flatMap(({ units }) => Object.values(units).flat()));
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, '', 'x', 0, -1, true, [], {}, [null], { '': null }, 'a/b/c', '\u0000', '${A}'),
    fc.jsonValue(),
  );

  test('makes it crash', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...samples), fc.nat(), odd), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const text = changes.map(([manifest, at, value]) => stringify(changed(manifest, at, value))).join('---\n');
          expect(Array.isArray(check({ 'a.yaml': text }).findings)).toBe(true);
        },
      ),
      { numRuns: 120, seed: 9 },
    );
  });
});

/** One value anywhere in an object replaced. */
function changed(manifest: object, at: number, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(manifest)) as Record<string, unknown>;
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const visit = (parent: Record<string, unknown>): void => {
    for (const key of Object.keys(parent)) {
      places.push([parent, key]);
      const inner = parent[key];
      if (typeof inner === 'object' && inner !== null) visit(inner as Record<string, unknown>);
    }
  };
  visit(copy);
  const [parent, key] = places[at % places.length]!;
  parent[key] = value;
  return copy;
}
