import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/model/manifest';
import { scorewright, temporaryFolder, writeFile } from './program';

const head = `environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
`;
const clusters = (names: readonly string[]) =>
  ['clusters:', '  hub01: { platform: kind, role: hub, address: 172.18.0.2 }']
    .concat(names.map((name, index) => `  ${name}: { platform: kind, address: 172.18.0.${index + 3} }`))
    .join('\n');
const charts = (names: readonly string[]) =>
  names.length === 0 ? '' : `\ncharts: { ${names.map((name) => `${name}: { on: worker01 }`).join(', ')} }`;
const environment = (names: readonly string[], of: readonly string[]) => `${head}${clusters(names)}${charts(of)}\n`;

function project(
  folder: string,
  name: string,
): Manifest & { readonly spec: { readonly destinations: readonly object[] } } {
  const text = fs.readFileSync(path.join(folder, 'argocd/kind.yaml'), 'utf8');
  const all = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  return all.find((one) => one.kind === 'AppProject' && one.metadata.name === name) as ReturnType<typeof project>;
}

const hashOf = (folder: string) => project(folder, 'kind').metadata.annotations?.['scorewright.dev/bootstrap-hash'];
const apply = 'then on the hub: kubectl apply --server-side --field-manager=scorewright -f argocd/kind.yaml';
const narrow = 'later, once Argo CD has pruned what left: scorewright synth --narrow --env kind';

test('a chart and a cluster that leave keep their rights until somebody says that they are pruned', async () => {
  const folder = temporaryFolder();
  const write = (text: string) => {
    writeFile(folder, 'environments/kind.yaml', text);
  };
  write(environment(['worker01', 'worker02'], ['cert-manager', 'node-feature-discovery']));
  const first = await scorewright(folder, 'synth');
  expect(first.stdout).toContain(apply);
  expect(first.stdout).not.toContain(narrow);
  const [needed, applied] = [project(folder, 'kind-charts'), hashOf(folder)];
  expect(applied).toMatch(/^[0-9a-f]{16}$/);
  const needs = fs.readFileSync(path.join(folder, 'dist/kind/files/needs.md'), 'utf8');
  expect(needs).toContain(
    `| AppProject argocd/kind | hub01 | argocd/kind.yaml, once applied, gives it scorewright.dev/bootstrap-hash: ${applied}; if it has another, apply the file |`,
  );

  write(environment(['worker01'], ['cert-manager']));
  const removal = await scorewright(folder, 'synth');
  expect(removal.status).toBe(0);
  // Nothing that the hub has to know: neither is it told to apply, nor to narrow now.
  expect(removal.stdout).not.toContain(apply);
  expect(removal.stdout).toContain(narrow);
  // The way out for exactly the Applications that leave, and for none when none does.
  expect(removal.stdout).toContain(
    `later, on the hub, should Applications that left stay Deleting, since a sync of theirs never ends: kubectl -n argocd patch applications.argoproj.io kind.worker01.node-feature-discovery --type merge -p '{"operation":null}'\n`,
  );
  expect(first.stdout).not.toContain('stay Deleting');
  expect(hashOf(folder)).toBe(applied);
  expect(project(folder, 'kind-charts').spec).toEqual(needed.spec);
  expect(project(folder, 'kind-charts').metadata.annotations).toEqual({
    'scorewright.dev/retained': `destination worker01 node-feature-discovery
namespaced kind apps/DaemonSet
source https://github.com/kubernetes-sigs/node-feature-discovery.git
`,
  });
  expect(fs.readFileSync(path.join(folder, 'dist/kind/files/needs.md'), 'utf8')).toMatch(
    /\| AppProject argocd\/kind-charts \| hub01 \| keeps \d+ rights that nothing here needs any more, until Argo CD has pruned what did; then run synth --narrow \|/,
  );

  // The same input gives the same bytes: neither a second run nor a check in a clean clone takes anything.
  expect((await scorewright(folder, 'synth')).stdout).toContain('nothing written');
  expect(await scorewright(folder, 'synth', '--check')).toMatchObject({ status: 0 });

  const narrowed = await scorewright(folder, 'synth', '--narrow');
  expect(narrowed.stdout).toContain(apply);
  expect(narrowed.stdout).not.toContain(narrow);
  expect(hashOf(folder)).not.toBe(applied);
  expect(project(folder, 'kind-charts').spec.destinations).toEqual([{ name: 'worker01', namespace: 'cert-manager' }]);
  expect(await scorewright(folder, 'synth', '--check')).toMatchObject({ status: 0 });
});

test('a bootstrap file that cannot be read stops the run, and nothing is written', async () => {
  const folder = temporaryFolder();
  writeFile(folder, 'environments/kind.yaml', environment(['worker01'], []));
  await scorewright(folder, 'synth');
  writeFile(folder, 'argocd/kind.yaml', '<<<<<<< HEAD\n');
  const { status, stderr } = await scorewright(folder, 'synth');
  expect(status).toBe(1);
  expect(stderr).toContain(
    'bootstrap-unreadable argocd/kind.yaml: got a document that is not an object of Kubernetes; take the file from Git again, or delete it if Argo CD has nothing to prune\n',
  );
  expect(fs.readFileSync(path.join(folder, 'argocd/kind.yaml'), 'utf8')).toBe('<<<<<<< HEAD\n');
});
