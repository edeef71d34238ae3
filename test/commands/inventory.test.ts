import { environment, project, scorewright, tree, writeFile } from './program';

const clusters = `hub01: { platform: kind, role: hub, address: 172.18.0.2 }
worker01: { platform: kind, address: 172.18.0.3 }
`;
const inline = environment();
const split = inline.replace(/clusters:\n(?: {2}.*\n)+/, 'clusters: { file: clusters.yaml }\n');

const outputs = (dir: string) =>
  Object.fromEntries(Object.entries(tree(dir)).filter(([file]) => /^(dist|argocd)\//.test(file)));

test('the same bytes as with the clusters in the environment, for one environment and for two that share them', async () => {
  const plain = project({ 'environments/kind.yaml': inline });
  expect(await scorewright(plain, 'synth')).toMatchObject({ status: 0, stderr: '' });
  const dir = project({ 'environments/kind.yaml': split, 'environments/clusters.yaml': clusters });
  expect(await scorewright(dir, 'synth')).toMatchObject({ status: 0, stderr: '' });
  expect(Object.keys(outputs(plain)).length).toBeGreaterThan(20);
  expect(outputs(dir)).toEqual(outputs(plain));

  writeFile(
    dir,
    'environments/lab.yaml',
    split.replace('environment: kind', 'environment: lab').replace('path: dist', 'path: lab'),
  );
  expect(await scorewright(dir, 'synth')).toMatchObject({ status: 0, stderr: '' });
  const folders = new Set(Object.keys(outputs(dir)).map((file) => file.split('/').slice(0, 2).join('/')));
  expect([...folders].sort()).toEqual(['argocd/kind.yaml', 'argocd/lab.yaml', 'dist/kind', 'dist/lab']);
});

test('an inventory is no environment that one could ask for, and --env renders the one that names it', async () => {
  const dir = project({ 'environments/kind.yaml': split, 'environments/clusters.yaml': clusters });
  expect(await scorewright(dir, 'synth', '--env', 'clusters')).toMatchObject({
    status: 2,
    stderr: 'error: --env: got clusters; environments: kind\n',
  });
  expect(await scorewright(dir, 'synth', '--env', 'kind')).toMatchObject({ status: 0, stderr: '' });
});

test('a cluster that is rejected is rejected at its line of the inventory, and nothing is written', async () => {
  const broken = clusters.replace('172.18.0.3', 'a b');
  const dir = project({ 'environments/kind.yaml': split, 'environments/clusters.yaml': broken });
  expect(await scorewright(dir, 'synth')).toMatchObject({
    status: 1,
    stderr:
      'environments/clusters.yaml:2:38 host-syntax clusters.worker01.address: got "a b"; write an IP address or a host name\n' +
      'nothing was written\n',
  });
});

test('--settings gives each value of a cluster with its line of the inventory', async () => {
  const dir = project({ 'environments/kind.yaml': split, 'environments/clusters.yaml': clusters });
  const { stdout, status } = await scorewright(dir, 'synth', '--settings');
  expect(status).toBe(0);
  const lines = stdout.split('\n');
  expect(lines.slice(lines.indexOf('  worker01:'), lines.indexOf('  worker01:') + 6)).toEqual([
    '  worker01:',
    '    platform: kind # environments/clusters.yaml:2:23',
    '    role: managed # default',
    '    address: 172.18.0.3 # environments/clusters.yaml:2:38',
    '    labels: {} # default',
    '    nodes: 1 # default',
  ]);
  expect(lines[0]).toBe('environment: kind # environments/kind.yaml:1:14');
});
