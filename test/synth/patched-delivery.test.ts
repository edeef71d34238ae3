import { parse, parseAllDocuments } from 'yaml';
import { environment, project, scorewright, tree, writeFile } from '../commands/program';

const patches = (entries: string) => environment('kind', `patches:\n${entries}`);
const application = 'dist/kind/hub01/applications-worker01/Application.argocd.kind.worker01.dynamic-scoring.yaml';

test('patches reach the objects of delivery: Applications, AppProjects, ManifestWorks', async () => {
  const text = patches(`  - target: { on: argocd, kind: Application, name: argocd/kind.worker01.dynamic-scoring }
    ops: [{ op: add, path: /spec/info, value: [{ name: runbook, value: https://acme.com/runbook }] }]
  - target: { on: argocd, kind: AppProject, name: argocd/kind }
    ops: [{ op: add, path: /spec/destinations/-, value: { namespace: extra, server: 'https://kubernetes.default.svc' } }]
  - target: { on: argocd, kind: ManifestWork, name: worker01/dynamic-scoring-sample-scorer }
    ops: [{ op: add, path: /metadata/annotations, value: { acme.com/owner: energy } }]
`);
  const dir = project({ 'environments/kind.yaml': text });
  expect((await scorewright(dir, 'synth')).stderr).toBe('');
  const files = tree(dir);
  expect(parse(files[application]!)).toMatchObject({ spec: { info: [{ name: 'runbook' }] } });
  const projects = parseAllDocuments(files['argocd/kind.yaml']!).map(
    (one) =>
      one.toJS() as {
        metadata: { name: string; annotations?: object };
        spec: { destinations: { namespace: string }[] };
      },
  );
  const own = projects.find(({ metadata }) => metadata.name === 'kind')!;
  expect(own.spec.destinations.filter(({ namespace }) => namespace === 'extra')).toHaveLength(1);
  const works = Object.keys(files).filter((path) => path.includes('ManifestWork.worker01'));
  expect(works.filter((path) => files[path]!.includes('acme.com/owner: energy'))).toHaveLength(1);
  // What a patch permits stands in the file that the next run reads, and is no right that it keeps.
  expect((await scorewright(dir, 'synth', '--check')).status).toBe(0);
  expect(files['argocd/kind.yaml']).not.toContain('scorewright.dev/retained');
});

test('a patched bootstrap file has another hash, because it must be applied again', async () => {
  const dir = project({ 'environments/kind.yaml': environment() });
  await scorewright(dir, 'synth');
  const hash = () => /bootstrap-hash: ["']?([0-9a-f]{16})/.exec(tree(dir)['argocd/kind.yaml']!)?.[1];
  const before = hash();
  const text = patches(`  - target: { on: argocd, kind: AppProject, name: argocd/kind-root }
    ops: [{ op: replace, path: /spec/description, value: ours }]
`);
  writeFile(dir, 'environments/kind.yaml', text);
  expect((await scorewright(dir, 'synth')).stderr).toBe('');
  expect(hash()).not.toBe(before);
});

test('a patched object is checked like every other', async () => {
  const text = patches(`  - target: { on: argocd, kind: Application, name: argocd/kind.worker01.dynamic-scoring }
    ops: [{ op: replace, path: /spec/destination/namespace, value: elsewhere }]
  - target: { on: argocd, kind: Application, name: argocd/kind.worker01.namespaces }
    ops: [{ op: replace, path: /spec/project, value: kind }, { op: remove, path: /spec/nothing/there }]
  - target: { on: argocd, kind: Application, name: argocd/kind.worker9 }
    ops: [{ op: remove, path: /spec/source }]
  - target: { on: hub01, kind: Application, name: argocd/kind }
    ops: [{ op: remove, path: /spec/source }]
`);
  const dir = project({ 'environments/kind.yaml': text });
  const { stderr } = await scorewright(dir, 'synth');
  const lines = stderr.split('\n').map((line) => line.split(' ').slice(0, 3).join(' '));
  expect(lines).toEqual([
    'environments/kind.yaml:15:11 app-project-forbids Application',
    'environments/kind.yaml:17:82 patch-path patches[1].ops[1].path:',
    'environments/kind.yaml:18:52 patch-target patches[2].target.name:',
    'environments/kind.yaml:20:32 patch-target patches[3].target.kind:',
    'nothing was written',
    '',
  ]);
});
