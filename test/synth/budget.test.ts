import type { Delivered } from '../../lib/deliver/delivery';
import type { Manifest } from '../../lib/model/manifest';
import type { Rendered } from '../../lib/model/unit';
import { Budget, pullRequestBudget, type BudgetEntry } from '../../lib/synth/budget';

const rendered = (manifest: Manifest): Rendered => ({
  manifest,
  origin: { cluster: 'hub01', unit: 'demo', settings: [] },
});
const file = (folder: string, manifest: Manifest): Delivered => ({
  folder,
  cluster: 'worker01',
  rendered: rendered(manifest),
});

function object(kind: string, name: string, rest: object = {}, namespace = 'demo'): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name, namespace }, ...rest };
}

const config = (text: string) => object('ConfigMap', 'settings', { data: { text } });
const work = (name: string, ...manifests: Manifest[]) =>
  object('ManifestWork', name, { spec: { workload: { manifests } } });
const application = (name: string) => object('Application', name, {}, 'argocd');

/** A unit of `count` objects on a cluster, with its Application. */
const unit = (cluster: string, name: string, count: number): Delivered[] => [
  ...Array.from({ length: count }, (_, index) => file(`${cluster}/${name}`, object('ConfigMap', `c${index}`))),
  file(`hub01/applications-${cluster}`, application(`kind.${cluster}.${name}`)),
];

const of = (budget: Budget, limit: BudgetEntry['limit']) => budget.entries().find((entry) => entry.limit === limit);

test('of ManifestWorks the largest, by the JSON of what it carries', () => {
  const budget = new Budget();
  budget.add([file('w1/demo', work('small', config('x'))), file('w1/demo', work('large', config('x'), config('yy')))]);
  budget.add([file('w2/demo', work('other', config('x')))]);
  const bytes = JSON.stringify(config('x')).length + JSON.stringify(config('yy')).length;
  expect(of(budget, 'manifest-work-size')).toEqual({
    limit: 'manifest-work-size',
    name: 'ManifestWork demo/large',
    value: bytes,
    max: 512_000,
    unit: 'bytes',
  });
});

test('of a ManifestWorkReplicaSet what each of its works carries', () => {
  const budget = new Budget();
  const spec = { manifestWorkTemplate: { workload: { manifests: [config('é')] } } };
  budget.add([file('hub01/replica-sets', object('ManifestWorkReplicaSet', 'all', { spec }))]);
  expect(of(budget, 'manifest-work-size')).toMatchObject({
    name: 'ManifestWorkReplicaSet demo/all',
    value: JSON.stringify(config('é')).length + 1,
  });
});

test('of Applications the one with the most objects, 512 bytes for each', () => {
  const budget = new Budget();
  budget.add(unit('w1', 'demo', 10));
  budget.add(unit('w2', 'demo', 30));
  budget.add(unit('w3', 'demo', 30));
  expect(of(budget, 'application-size')).toEqual({
    limit: 'application-size',
    name: 'Application of w2/demo',
    value: 8192 + 30 * 512,
    max: 1_572_864,
    unit: 'bytes',
  });
  for (let index = 0; index < 40; index++)
    budget.add([file('hub01/applications-w1', application(`kind.w1.u${index}`))]);
  expect(of(budget, 'application-size')).toMatchObject({
    name: 'Application of hub01/applications-w1',
    value: 8192 + 41 * 512,
  });
});

test('all Applications are counted: of units, of clusters and the root, whether files or an ApplicationSet make them', () => {
  const units = [unit('w1', 'a', 1), unit('w1', 'b', 1), unit('w2', 'a', 1)];
  const generated = new Budget();
  for (const files of units) generated.add(files);
  expect(of(generated, 'applications')).toMatchObject({ value: 3 + 2 + 1, max: 3000 });
  const asFiles = new Budget();
  for (const files of units) asFiles.add(files);
  asFiles.add(['w1', 'w2'].map((cluster) => file('hub01/applications', application(`kind.${cluster}`))));
  expect(of(asFiles, 'applications')).toMatchObject({ value: 6 });
});

test('of AppProjects the largest', () => {
  const budget = new Budget();
  const project = (name: string, count: number) =>
    object('AppProject', name, { spec: { destinations: Array(count).fill({ name: 'w', namespace: 'x' }) } }, 'argocd');
  budget.addBootstrap([project('kind-root', 1), project('kind', 9), application('kind')].map(rendered));
  expect(of(budget, 'app-project-size')).toMatchObject({
    name: 'AppProject argocd/kind',
    value: JSON.stringify(project('kind', 9)).length,
    max: 1_572_864,
  });
});

test('what there is none of has no entry', () => {
  expect(new Budget().entries().map(({ limit }) => limit)).toEqual(['applications']);
});

test('of a pull request its files and lines', () => {
  expect(pullRequestBudget({ written: 20, removed: 3, unchanged: 9 }, 700)).toEqual([
    { limit: 'pull-request-files', name: 'files in the pull request', value: 23, max: 300, unit: 'count' },
    { limit: 'pull-request-lines', name: 'lines in the pull request', value: 700, max: 20_000, unit: 'count' },
  ]);
  expect(pullRequestBudget({ written: 0, removed: 0, unchanged: 9 }, 0)).toEqual([]);
});
