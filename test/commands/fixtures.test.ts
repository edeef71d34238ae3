import fs from 'node:fs';
import path from 'node:path';
import { environment, project, scorewright, tree, writeFile } from './program';

const fixtures = path.join(__dirname, '../fixtures');

/** `test/fixtures/<code>/<case>.yaml`, and beside it in `<case>.txt` every line that the program says of it. */
const cases = fs.readdirSync(fixtures).flatMap((code) =>
  fs
    .readdirSync(path.join(fixtures, code))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => [code, path.basename(file, '.yaml')] as const),
);

let folder: string;
let before: Record<string, string>;

beforeAll(async () => {
  folder = project({ 'environments/kind.yaml': environment() });
  const { status, stderr } = await scorewright(folder, 'synth');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  before = outputs();
});

/** All that a run could have touched, with inodes and times. */
function outputs(): Record<string, string> {
  return Object.fromEntries(Object.entries(tree(folder, true)).filter(([file]) => file !== 'environments/kind.yaml'));
}

test.each(cases)('%s: %s', async (code, name) => {
  const read = (ending: string) => fs.readFileSync(path.join(fixtures, code, `${name}.${ending}`), 'utf8');
  writeFile(folder, 'environments/kind.yaml', read('yaml'));
  const { status, stdout, stderr } = await scorewright(folder, 'synth');
  expect(stderr).toBe(`${read('txt')}nothing was written\n`);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  if (code !== 'several') expect(read('txt')).toContain(` ${code}`);
  expect(outputs()).toEqual(before);
  expect(fs.readdirSync(folder).sort()).toEqual(['argocd', 'dist', 'environments']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('every expectation belongs to an environment', () => {
  const expected = cases.map(([code, name]) => `${code}/${name}.txt`);
  const found = fs.readdirSync(fixtures).flatMap((code) =>
    fs
      .readdirSync(path.join(fixtures, code))
      .filter((file) => !file.endsWith('.yaml'))
      .map((file) => `${code}/${file}`),
  );
  expect(found.sort()).toEqual(expected.sort());
});
