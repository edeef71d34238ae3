import fs from 'node:fs';
import path from 'node:path';
import { project, scorewright, writeFile } from './program';

const page = fs.readFileSync(path.join(__dirname, '../../docs/fleet.md'), 'utf8');

/** The files of docs/fleet.md, by the name in their first line. */
const files = new Map(
  [...page.matchAll(/```yaml\n# (environments\/[\w./-]+)[^\n]*\n([^`]*)```/g)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);

function documented(): string {
  const dir = project({});
  for (const [name, text] of files) writeFile(dir, name, text);
  return dir;
}

test('the files of docs/fleet.md are one environment, and --settings names the file of each value', async () => {
  expect([...files.keys()]).toEqual([
    'environments/fleet.yaml',
    'environments/regions/eu.yaml',
    'environments/base.yaml',
  ]);
  const { status, stdout, stderr } = await scorewright(documented(), 'synth', '--settings');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = stdout.split('\n').map((line) => line.trim());
  expect(lines).toContain('retention: 20d # environments/base.yaml:4:52');
  expect(lines).toContain('region: eu # environments/regions/eu.yaml:3:45');
  expect(lines.filter((line) => line.startsWith('repoURL:'))).toEqual([
    'repoURL: https://github.com/acme/fleet.git # environments/base.yaml:2:20',
  ]);
});

test('a value of the environment wins over that of the base, and both say where they stand', async () => {
  const dir = documented();
  const own = `${files.get('environments/fleet.yaml') ?? ''}charts: { kube-prometheus-stack: { retention: 5d } }\n`;
  writeFile(dir, 'environments/fleet.yaml', own);
  const { stdout } = await scorewright(dir, 'synth', '--settings');
  const lines = stdout.split('\n').map((line) => line.trim());
  expect(lines).toContain('on: managed # environments/base.yaml:4:32');
  expect(lines.find((line) => line.startsWith('retention:'))).toMatch(
    /^retention: 5d # environments\/fleet\.yaml:\d+:47$/,
  );
});

test('clusters in an inventory and in a part have two owners', async () => {
  const dir = documented();
  writeFile(dir, 'environments/clusters.yaml', 'hub01: { platform: kind, role: hub }\n');
  const own = (files.get('environments/fleet.yaml') ?? '').replace(
    /clusters:\n.*\n/,
    'clusters: { file: clusters.yaml }\n',
  );
  writeFile(dir, 'environments/fleet.yaml', own);
  const { status, stderr } = await scorewright(dir, 'synth');
  expect(status).toBe(1);
  expect(stderr.split('\n')[0]).toBe(
    'environments/regions/eu.yaml:3:3 inventory-mixed clusters.eu01: got 2 clusters beside an inventory; move them into that file',
  );
});
