import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { join } from 'node:path';
import { project, scorewright, tree } from './program';

/** Runs it with something on standard input, as behind a pipe. */
function piped(folder: string, input: string, ...args: string[]) {
  return typed(folder, input, {}, ...args);
}

/** Runs it with an input of that kind. */
async function typed(folder: string, input: string, kind: object, ...args: string[]) {
  const own = Object.getOwnPropertyDescriptor(process, 'stdin')!;
  Object.defineProperty(process, 'stdin', {
    configurable: true,
    value: Object.assign(new PassThrough().end(input), kind),
  });
  try {
    return await scorewright(folder, 'init', ...args);
  } finally {
    Object.defineProperty(process, 'stdin', own);
  }
}

const environmentOf = (folder: string, name = 'fleet') =>
  readFileSync(join(folder, `environments/${name}.yaml`), 'utf8');

const clustersOf = (folder: string) =>
  environmentOf(folder)
    .split('\n')
    .filter((line) => /^ {2}\S+: \{ platform/.test(line));

const managedCluster = (name: string, labels: object, claims: Readonly<Record<string, string>>) => ({
  kind: 'ManagedCluster',
  metadata: { name, labels },
  status: { clusterClaims: Object.entries(claims).map(([claim, value]) => ({ name: claim, value })) },
});

test('in an empty repository it says what is an example, and synth after it ends clean', async () => {
  const folder = project({});
  const made = await piped(folder, '');
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(made.stdout).toContain(
    'gitops.repoURL is an example (https://github.com/acme/fleet.git): replace it in environments/fleet.yaml\n',
  );
  expect(made.stdout).toContain('the cluster worker01 is an example: replace it in environments/fleet.yaml\n');
  expect(Object.keys(tree(folder))).toEqual([
    '.gitattributes',
    '.github/workflows/scorewright.yaml',
    '.gitignore',
    'README.md',
    'environments/fleet.yaml',
    'environments/schema.json',
    'package.json',
  ]);
  const schema = readFileSync(join(folder, 'environments/schema.json'), 'utf8');

  const rendered = await scorewright(folder, 'synth');
  expect(rendered).toMatchObject({ status: 0, stderr: '', warnings: [] });
  expect(readFileSync(join(folder, 'environments/schema.json'), 'utf8')).toBe(schema);
  expect((await scorewright(folder, 'synth', '--check')).status).toBe(0);
});

test('it takes the clusters that the hub knows: their platforms, who is the hub, and the labels that somebody chose', async () => {
  const folder = project({});
  const items = [
    managedCluster('west', { cloud: 'Amazon', vendor: 'EKS', region: 'us-west-2' }, {}),
    managedCluster(
      'local-cluster',
      { 'local-cluster': 'true', 'feature.open-cluster-management.io/addon-work-manager': 'available' },
      { 'product.open-cluster-management.io': 'OpenShift' },
    ),
    managedCluster('east', {}, { 'kubeversion.open-cluster-management.io': 'v1.33.1-eks-1de2ab1' }),
    managedCluster('lab', {}, {}),
  ];
  const made = await piped(folder, JSON.stringify({ kind: 'List', items }), '--repo', 'https://gitlab.com/acme/f.git');
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(clustersOf(folder)).toEqual([
    '  local-cluster: { platform: openshift, role: hub }',
    '  east: { platform: eks }',
    '  lab: { platform: kind }',
    '  west: { platform: eks, labels: { region: us-west-2 } }',
  ]);
  expect(Object.keys(tree(folder))).toContain('.gitlab-ci.yml');
  expect(Object.keys(tree(folder))).not.toContain('.github/workflows/scorewright.yaml');
  expect((await scorewright(folder, 'synth')).status).toBe(0);
});

test('examples/own-repository is what it writes, but for the schema', async () => {
  const folder = project({});
  const args = ['--repo', 'https://github.com/acme/fleet.git', '--ci', 'github', 'gitlab'];
  await piped(folder, '', 'fleet', ...args);
  const { 'environments/schema.json': schema, ...others } = tree(folder);
  expect(others).toEqual(tree(join(__dirname, '../../examples/own-repository')));
  expect(JSON.parse(schema ?? '')).toMatchObject({ title: 'Scorewright environment' });
  // The heading, what the folders are, and five steps.
  expect(others['README.md']?.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
});

test('on a terminal it asks, and an empty answer takes what it offers', async () => {
  const folder = project({});
  const answers = ['https://gitlab.com/acme/f.git', '', 'west=eks, lab'];
  expect(await typed(folder, `${answers.join('\n')}\n`, { isTTY: true })).toMatchObject({ status: 0 });
  expect(environmentOf(folder)).toContain('repoURL: https://gitlab.com/acme/f.git');
  expect(clustersOf(folder)).toEqual([
    '  hub01: { platform: kind, role: hub }',
    '  west: { platform: eks }',
    '  lab: { platform: kind }',
  ]);
});

test('it takes the clusters from flags', async () => {
  const folder = project({});
  const args = ['fleet', '--hub', 'main', '--cluster', 'west=eks', 'main=openshift', 'lab', '--ci', 'gitlab'];
  expect((await scorewright(folder, 'init', ...args)).status).toBe(0);
  expect(clustersOf(folder)).toEqual([
    '  main: { platform: openshift, role: hub }',
    '  west: { platform: eks }',
    '  lab: { platform: kind }',
  ]);
  expect(Object.keys(tree(folder))).toContain('.gitlab-ci.yml');
});

test('it leaves alone what is there, and says so', async () => {
  const folder = project({ 'README.md': 'mine' });
  const made = await piped(folder, '', 'prod');
  expect(made.stdout).toContain('left as they were: README.md\n');
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');

  const before = tree(folder);
  expect(await piped(folder, '', 'prod')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'error: environments/prod.yaml is there already; nothing was written\n',
  });
  expect(tree(folder)).toEqual(before);
});

test.each([
  ['not JSON', '', [], 'got text that is not JSON on standard input'],
  ['{"kind":"Pod"}', '', [], 'got JSON on standard input that holds other things than ManagedClusters'],
  ['{"kind":"List","items":[]}', '', [], 'got no ManagedCluster on standard input'],
  ['', 'Prod', [], 'got "Prod"; the name of an environment holds lower-case letters, digits and "-"'],
  [
    '',
    'prod',
    ['--cluster', 'a=gce'],
    'got "a=gce"; the platform is one of kind, eks, openshift, gke, aks, k3s, generic',
  ],
  ['', 'prod', ['--cluster', 'A'], 'got "A"; write a cluster as NAME or NAME=PLATFORM'],
  ['', 'prod', ['--cluster', 'a', 'a=eks'], 'got the cluster a twice; name each once'],
])('%j with %j %j is rejected and nothing is written', async (input, name, args, message) => {
  const folder = project({});
  const made = await piped(folder, input, ...(name === '' ? [] : [name]), ...args);
  expect(made).toMatchObject({ status: 2, stdout: '', stderr: `error: ${message}\n` });
  expect(tree(folder)).toEqual({});
});
