import fs from 'node:fs';
import path from 'node:path';
import { environment, project, scorewright, tree } from './program';

/** What `synth` says of a folder of environments; it may write nothing in these tests. */
async function refusals(files: Readonly<Record<string, string | Buffer>>, odd?: (folder: string) => void) {
  const dir = project(files);
  odd?.(path.join(dir, 'environments'));
  const { status, stdout, stderr } = await scorewright(dir, 'synth');
  expect({ status, stdout, written: fs.existsSync(path.join(dir, 'dist')) }).toEqual({
    status: 1,
    stdout: '',
    written: false,
  });
  return stderr.trimEnd().split('\n');
}

const good = environment();

test('a file that no environment could fill is rejected by its size', async () => {
  const lines = await refusals({ 'environments/kind.yaml': good }, (folder) => {
    fs.writeFileSync(path.join(folder, 'disk.yaml'), '');
    fs.truncateSync(path.join(folder, 'disk.yaml'), 600 * 2 ** 20);
  });
  expect(lines).toEqual([
    'environments/disk.yaml:1:1 environment-unreadable: got a file of 600 MiB; an environment is a file of YAML',
    'nothing was written',
    'clean: kind',
  ]);
});

test('a line break in the name of a file hides it from nobody', async () => {
  expect(await refusals({ 'environments/a\nb.yaml': good })).toEqual([
    'environments/a\\u000ab.yaml:1:1 name-syntax: got a file named "a\\nb"; ' +
      'a name has lower-case letters, digits and "-", begins and ends with a letter or digit, at most 63 in all',
    'nothing was written',
  ]);
});

test('a folder, a link that leads nowhere and one that leads to itself are rejected, the file beside them is clean', async () => {
  const lines = await refusals({ 'environments/kind.yaml': good }, (folder) => {
    fs.mkdirSync(path.join(folder, 'folder.yaml'));
    fs.symlinkSync('gone.txt', path.join(folder, 'broken.yaml'));
    fs.symlinkSync('loop.yaml', path.join(folder, 'loop.yaml'));
  });
  expect(lines).toEqual([
    'environments/broken.yaml:1:1 environment-unreadable: got a link that leads nowhere; an environment is a file of YAML',
    'environments/folder.yaml:1:1 environment-unreadable: got a folder; an environment is a file of YAML',
    'environments/loop.yaml:1:1 environment-unreadable: got a file that cannot be read (ELOOP); an environment is a file of YAML',
    'nothing was written',
    'clean: kind',
  ]);
});

test('kind.yaml and kind.yml are one environment too many', async () => {
  expect(await refusals({ 'environments/kind.yaml': good, 'environments/kind.yml': good })).toEqual([
    'environments/kind.yml:1:1 environment-name: got a second file of this name beside environments/kind.yaml; remove one of the two',
    'nothing was written',
  ]);
});

test.each([
  ['Kind.yaml', 'Kind', 'kind'],
  ['my.fleet.yaml', 'my.fleet', 'my.fleet'],
  ['my fleet.YAML', 'my fleet', 'fleet'],
  ['a\\b.yaml', 'a\\b', 'kind'],
])('a file named %s: one finding, about the file', async (file, name, environmentName) => {
  expect(await refusals({ [`environments/${file}`]: environment(environmentName) })).toEqual([
    `environments/${file}:1:1 name-syntax: got a file named ${JSON.stringify(name)}; ` +
      'a name has lower-case letters, digits and "-", begins and ends with a letter or digit, at most 63 in all',
    'nothing was written',
  ]);
});

test.each(['argocd', 'kind-root', 'kind-charts'])(
  'the environment name %s would meet what another environment has',
  async (name) => {
    expect(await refusals({ [`environments/${name}.yaml`]: environment(name) })).toEqual([
      `environments/${name}.yaml:1:14 environment-name environment: got "${name}"; ` +
        'this name may meet an AppProject or a folder of another environment; choose another',
      'nothing was written',
    ]);
  },
);

test('bytes that are not UTF-8', async () => {
  const bytes = Buffer.from(good.replace('built here', 'b\xfcilt here'), 'latin1');
  expect(await refusals({ 'environments/kind.yaml': bytes })).toEqual([
    'environments/kind.yaml:7:70 yaml-syntax: got bytes that are not UTF-8; save the file as UTF-8',
    'nothing was written',
  ]);
});

test('hidden files and other endings are no environments', async () => {
  const dir = project({
    'environments/kind.yaml': good,
    'environments/.draft.yaml': 'x',
    'environments/notes.txt': 'x',
    'environments/README.md': 'x',
  });
  expect((await scorewright(dir, 'synth')).status).toBe(0);
  expect(fs.readdirSync(path.join(dir, 'dist'))).toEqual(['kind']);
});

test('the same bytes from a file with CRLF, with a byte order mark, ending in .yml, and behind a link', async () => {
  const outputs = async (files: Readonly<Record<string, string | Buffer>>, odd?: (dir: string) => void) => {
    const dir = project(files);
    odd?.(dir);
    const { status, stderr } = await scorewright(dir, 'synth');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return Object.entries(tree(dir)).filter(([file]) => /^(dist|argocd)/.test(file));
  };
  const plain = await outputs({ 'environments/kind.yaml': good });
  expect(plain.length).toBeGreaterThan(20);
  expect(await outputs({ 'environments/kind.yaml': good.replaceAll('\n', '\r\n') })).toEqual(plain);
  expect(await outputs({ 'environments/kind.yaml': `\ufeff${good}` })).toEqual(plain);
  expect(await outputs({ 'environments/kind.yml': good })).toEqual(plain);
  const link = (dir: string) => {
    fs.symlinkSync('../elsewhere.txt', path.join(dir, 'environments/kind.yaml'));
  };
  expect(await outputs({ 'elsewhere.txt': good, 'environments/notes.txt': '' }, link)).toEqual(plain);
});

test('clusters may have the names of what every object inherits', async () => {
  const text = good.replaceAll('worker01', 'constructor').replace('hub01', 'valueof');
  const dir = project({ 'environments/kind.yaml': text });
  const { status, stderr } = await scorewright(dir, 'synth');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(fs.readdirSync(path.join(dir, 'dist/kind')).sort()).toEqual(['constructor', 'files', 'valueof']);
});
