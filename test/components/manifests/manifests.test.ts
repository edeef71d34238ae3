import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadEnvironment } from '../../../lib/environment/loader';
import { Source } from '../../../lib/environment/source';
import { formatFindings } from '../../../lib/model/finding';
import { expand } from '../../../lib/synth/expand';
import { composedSchema } from '../../../lib/synth/load';
import { project, scorewright, temporaryFolder, tree, writeFile } from '../../commands/program';

const environment = (blocks: string) => `environment: kind
gitops: { repoURL: https://github.com/acme/kind.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
${blocks}`;

const block = 'manifests: { extras: { on: worker01, path: manifests/extras } }\n';
const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { a: one }\n';

/** What is said of an environment whose folder has these files, before anything of it is built. */
function findings(files: Readonly<Record<string, string>>, blocks = block): string[] {
  const dir = project(files);
  const source = new Source(join(dir, 'environments/kind.yaml'), environment(blocks));
  const loaded = loadEnvironment('kind', source, composedSchema);
  const found = loaded.settings === undefined ? loaded.findings : expand(loaded.settings, source).findings;
  return formatFindings(found).map((line) => line.replaceAll(`${dir}/`, ''));
}

const extras = (text: string) => ({ 'environments/manifests/extras/a.yaml': text });

describe('a folder that cannot be delivered is one finding', () => {
  test('missing, empty, or of something else', () => {
    expect(findings({})).toEqual([
      'environments/kind.yaml:7:44 manifests-folder manifests.extras.path: got "manifests/extras", but the folder manifests/extras is missing; make it, or correct the path (on worker01)',
    ]);
    expect(findings({ 'environments/manifests/extras/.keep': '' })).toEqual([
      'environments/kind.yaml:7:44 manifests-folder manifests.extras.path: got "manifests/extras", but manifests/extras contains no manifest; add one, or remove the block (on worker01)',
    ]);
    expect(findings({ 'environments/manifests/extras/values.yaml': 'replicas: 3\n' })).toEqual([
      'environments/manifests/extras/values.yaml:1:1 manifests-folder manifests.extras.path: got a document without apiVersion and kind; move it out of the folder (on worker01)',
    ]);
  });

  test('a kustomization, a chart, a template', () => {
    expect(
      findings({ ...extras(settings), 'environments/manifests/extras/kustomization.yaml': 'resources: []\n' }),
    ).toEqual([
      'environments/manifests/extras/kustomization.yaml:1:1 manifests-folder manifests.extras.path: got a kustomization, which is not rendered here; name the folder with the output of kubectl kustomize environments/manifests/extras (on worker01)',
    ]);
    expect(
      findings({
        'environments/manifests/extras/Chart.yaml': 'name: web\n',
        'environments/manifests/extras/templates/web.yaml': 'name: {{ .Values.name }}\n',
      }),
    ).toEqual([
      'environments/manifests/extras/Chart.yaml:1:1 manifests-folder manifests.extras.path: got a Helm chart; add it to charts, or name the folder with the output of helm template environments/manifests/extras (on worker01)',
    ]);
    expect(findings(extras(settings.replace('one', '{{ .Values.a }}')))).toEqual([
      'environments/manifests/extras/a.yaml:1:1 manifests-folder manifests.extras.path: got a template, which is not a manifest; name the folder with its rendered output (on worker01)',
    ]);
  });

  test('unreadable YAML, at its own line', () => {
    expect(findings(extras(`${settings}data: { b: two }\n`))).toEqual([
      'environments/manifests/extras/a.yaml:5:1 manifest-syntax manifests.extras.path: got this key a second time in one map; keep one of the two (on worker01)',
    ]);
  });

  test('objects without a name or namespace of their own, and two of one identity', () => {
    expect(findings(extras(settings.replace('name: settings', 'generateName: settings-')))).toEqual([
      'environments/manifests/extras/a.yaml:3:1 manifests-folder manifests.extras.path: got a ConfigMap without metadata.name; every object needs its own (on worker01)',
    ]);
    expect(findings(extras(settings.replace(', namespace: shop', '')))).toEqual([
      'environments/manifests/extras/a.yaml:3:19 manifests-folder manifests.extras.path: got ConfigMap settings without a namespace; write metadata.namespace, or namespace in manifests.extras for all objects without one (on worker01)',
    ]);
    expect(findings({ ...extras(settings), 'environments/manifests/extras/b.yaml': `---\n${settings}` })).toEqual([
      'environments/manifests/extras/b.yaml:4:19 manifests-folder manifests.extras.path: got ConfigMap shop/settings, which environments/manifests/extras/a.yaml:3 contains too; keep one (on worker01)',
    ]);
  });

  test('metadata of another form', () => {
    const said = (metadata: string) =>
      findings(extras(settings.replace('{ name: settings, namespace: shop }', metadata)));
    const line = (column: number, text: string) => [
      `environments/manifests/extras/a.yaml:3:${column} manifests-folder manifests.extras.path: ${text} (on worker01)`,
    ];
    expect(said('{ name: 5, namespace: shop }')).toEqual(line(19, 'got 5 in a ConfigMap; metadata.name is text'));
    expect(said('{ name: a, namespace: [b] }')).toEqual(
      line(22, 'got ["b"] in a ConfigMap; metadata.namespace is text'),
    );
    expect(said('{ name: a, namespace: shop, labels: hello }')).toEqual(
      line(47, 'got "hello" in a ConfigMap; metadata.labels is a map of text'),
    );
    expect(said('{ name: a, namespace: shop, annotations: { port: 80 } }')).toEqual(
      line(60, 'got 80 in a ConfigMap; metadata.annotations.port is text: write it in quotes'),
    );
    expect(said('{ name: a, namespace: shop, labels: null, annotations: ~ }')).toEqual([]);
    expect(said('hello')).toEqual(line(11, 'got a ConfigMap without metadata.name; every object needs its own'));
  });

  test('outside the repository, be it by a link', () => {
    const outside = block.replace('manifests/extras', '../../elsewhere');
    const said = (path: string) => [
      `environments/kind.yaml:7:44 manifests-folder manifests.extras.path: got "${path}", which leads out of the repository; put the folder into it (on worker01)`,
    ];
    expect(findings({}, outside)).toEqual(said('../../elsewhere'));
    const [dir, elsewhere] = [project({ 'environments/kind.yaml': environment(block) }), temporaryFolder()];
    mkdirSync(join(dir, 'environments/manifests'));
    symlinkSync(elsewhere, join(dir, 'environments/manifests/extras'));
    const source = new Source(join(dir, 'environments/kind.yaml'), environment(block));
    const { settings: parsed } = loadEnvironment('kind', source, composedSchema);
    expect(formatFindings(expand(parsed!, source).findings).map((line) => line.replaceAll(`${dir}/`, ''))).toEqual(
      said('manifests/extras'),
    );
    expect(findings({ 'manifests/extras/a.yaml': settings }, block.replace('path: ', 'path: ../'))).toEqual([]);
  });

  test('a name that another unit has', () => {
    const named = (name: string) => findings(extras(settings), block.replace('extras:', `${name}:`));
    expect(named('namespaces')).toEqual([
      'environments/kind.yaml:7:14 unit-taken manifests.namespaces: got "namespaces", which is the name of a unit of delivery; choose another (on worker01)',
    ]);
    expect(named('applications-worker01')).toHaveLength(1);
    const charts = 'charts: { cert-manager: { on: worker01 } }\n';
    expect(findings(extras(settings), charts + block.replace('extras:', 'cert-manager:'))).toEqual([
      'environments/kind.yaml:8:14 unit-taken manifests.cert-manager: got "cert-manager", which is the name of a unit of charts.cert-manager; choose another (on worker01)',
    ]);
  });
});

const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      automountServiceAccountToken: false
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: web
          image: registry.example.com/web:1.0.0
          env:
            - { name: SCORER, value: 'http://sample-scorer-nodeport.dynamic-scoring.svc:8000' }
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;

const scoring = `charts: { kube-prometheus-stack: { on: managed }, kepler: { on: worker01 } }
dynamic-scoring: { on: managed, delivery: work, scorers: { sample: { on: worker01, expose: { nodePort: 30007 } } } }
rules: { mutable-image-tag: { severity: off, reason: upstream publishes nothing else } }
`;

/** The errors of a whole run, and what it wrote. */
async function synth(files: Readonly<Record<string, string>>, blocks: string) {
  const dir = project({ 'environments/kind.yaml': environment(blocks), ...files });
  const { stderr, warnings } = await scorewright(dir, 'synth');
  return { dir, stderr, warnings, files: tree(dir) };
}

test('a folder goes its way as a unit: delivered, in a namespace of its own, for each cluster', async () => {
  const blocks = `manifests:
  extras: { on: worker01, path: 'manifests/{cluster}', delivery: work, namespace: shop }
  more: { on: [worker01, worker02], path: manifests/more }
`;
  const { stderr, files } = await synth(
    {
      'environments/manifests/worker01/web/web.yaml': web.replace(/ +env:\n.*\n/, ''),
      'environments/manifests/more/settings.json': JSON.stringify(parse(settings)),
    },
    blocks,
  );
  expect(stderr).toBe('');
  const work = parse(files['dist/kind/worker01/extras/ManifestWork.worker01.extras.yaml']!) as {
    spec: { workload: { manifests: object[] } };
  };
  expect(work.spec.workload.manifests).toContainEqual(
    expect.objectContaining({ kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } }),
  );
  for (const cluster of ['worker01', 'worker02']) {
    expect(parse(files[`dist/kind/${cluster}/more/ConfigMap.shop.settings.yaml`]!)).toMatchObject(
      parse(settings) as object,
    );
    expect(files[`dist/kind/${cluster}/namespaces/Namespace.shop.yaml`]).toContain('enforce: restricted');
    expect(files[`dist/kind/hub01/applications-${cluster}/Application.argocd.kind.${cluster}.more.yaml`]).toBeDefined();
  }
});

test('a reference from theirs into ours and from ours into theirs is proved, at the line of the file', async () => {
  const energy = `energetiscope:
  on: worker01
  prometheus: kube-prometheus-stack
  storage: { size: 10Gi, access: ReadWriteOnce }
  collector: { kinds: [Deployment] }
  training: { once: true, window: 6h, target: total_energy_j, neighbors: 5 }
  predictor: { expose: { nodePort: 30321 } }
  prescoring: { schedule: '*/15 * * * *', deployments: [shop/web] }
`;
  const blocks = scoring + energy + block.replace(' }', ', namespace: shop }');
  const file = 'environments/manifests/extras/web.yaml';
  const right = await synth({ [file]: web }, blocks);
  expect(right.stderr).toBe('');
  writeFile(right.dir, file, web.replace('name: web }', 'name: webb }').replace(':8000', ':8001'));
  const { stderr } = await scorewright(right.dir, 'synth');
  expect(stderr.split('\n')).toEqual([
    expect.stringContaining(
      'environments/kind.yaml:17:57 prescoring-unknown energetiscope.prescoring.deployments[0]: ',
    ),
    'nothing was written',
    '',
  ]);
  writeFile(right.dir, file, web.replace(':8000', ':8001'));
  expect((await scorewright(right.dir, 'synth')).stderr).toContain(
    `${file}:15:38 url-dangling Deployment shop/web spec.template.spec.containers[0].env[0].value: got a URL with port 8001 of Service dynamic-scoring/sample-scorer-nodeport; its ports are 8000 (http) (on worker01)\n`,
  );
});

test('what the rules and schemas refuse is shown where it is written', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: shop }\nstringData:\n  key: value\n';
  const bad = `${settings}---\n${secret}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: b, namespace: shop }\ndada: {}\n`;
  const { stderr } = await synth(extras(bad), block);
  const file = 'environments/manifests/extras/a.yaml';
  expect(stderr.split('\n')).toEqual([
    `${file}:10:8 secret-with-value Secret shop/a stringData.key: got a value, which would be committed; let an ExternalSecret or SealedSecret bring it (on worker01)`,
    `${file}:15:1 unknown-field ConfigMap shop/b dada: got "dada"; did you mean "data"? (on worker01)`,
    'nothing was written',
    '',
  ]);
});

test('a kind that only the user knows is let through with a warning, where something brings its definition', async () => {
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`;
  const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a, namespace: shop }\n';
  const blocks = `manifests:
  definitions: { on: worker01, path: manifests/definitions, stage: charts }
  extras: { on: worker01, path: manifests/extras }
`;
  const { stderr, warnings } = await synth(
    { 'environments/manifests/definitions/a.yaml': definition, ...extras(widget) },
    blocks,
  );
  expect(stderr).toBe('');
  expect(warnings.filter((line) => line.includes('kind-without-schema'))).toContainEqual(
    'environments/manifests/extras/a.yaml:2:7 warning kind-without-schema Widget shop/a kind: got "Widget"; imports/ has no schema of it in example.com/v1 (on worker01)\n',
  );
});

test('nothing of the user enters the namespace of Argo CD', async () => {
  const { stderr } = await synth(
    extras(settings.replace('namespace: shop', 'namespace: argocd')),
    block.replace('worker01', 'hub01'),
  );
  expect(stderr.split('\n')).toEqual([
    'environments/manifests/extras/a.yaml:3:40 argocd-namespace ConfigMap argocd/settings: got ConfigMap argocd/settings, which is in the namespace of Argo CD; move it to another, or apply it by hand (on hub01)',
    'nothing was written',
    '',
  ]);
});

test('whatever stands in the fields of an object, it is refused where it is written and nothing breaks', async () => {
  const odd = `apiVersion: work.open-cluster-management.io/v1
kind: ManifestWork
metadata: { name: a, namespace: shop }
spec: { workload: { manifests: [null, { metadata: null }] } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: a, namespace: shop }
spec: { selector: 5, template: { spec: { containers: [null, 5, { image: 7, env: [null], args: 5 }] } } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: a, namespace: shop }
spec: hello
`;
  const images = 'images: { mirrors: { quay.io: mirror.corp/quay }, pullSecret: mirror }\nlabels: { team: a }\n';
  for (const delivery of ['argo', 'work', 'workReplicaSet']) {
    const { stderr } = await synth(extras(odd), images + block.replace(' }', `, delivery: ${delivery} }`));
    const lines = stderr.split('\n').slice(0, -2);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => !line.startsWith('environments/manifests/extras/a.yaml:'))).toEqual([]);
  }
});
