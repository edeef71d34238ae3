import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { scorersOf } from '../../lib/plugins/scorers-of';
import { checkEngines } from '../../lib/scoring/engine-checks';
import { environment, project, scorewright, tree, writeFile } from './program';

test('the scorer that it makes is registered by the lines that it prints', async () => {
  const folder = project({ 'environments/kind.yaml': environment() });
  const made = await scorewright(folder, 'new-scorer', 'idle-cpu');
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(made.stdout).toContain('paste into environments/kind.yaml:\n');
  expect(made.stdout).toContain('wrote environments/scorers/idle-cpu.ts and test/scorers/idle-cpu.test.mjs\n');
  const [plugins = '', , , scorer = ''] = made.stdout.trimEnd().split('\n').slice(-4);
  const before = environment();
  writeFile(folder, 'environments/kind.yaml', `${plugins}\n${before.trimEnd()}\n${scorer}\n`);

  expect((await scorewright(folder, 'synth')).status).toBe(0);
  const files = tree(join(folder, 'dist'));
  const registration = Object.entries(files).find(
    ([file]) => file.includes('DynamicScorer') && file.includes('idle-cpu'),
  );
  expect(registration?.[1]).toContain('name: idle_cpu');
  expect(registration?.[1]).toContain('configURL: http://172.18.0.3:30010/config');
});

test('its test imports the scorer that stands beside it in another folder', async () => {
  const folder = project({});
  await scorewright(folder, 'new-scorer', 'busy', '--environments', 'envs', '--tests', 'checks/unit');
  const test = join(folder, 'checks/unit/scorers/busy.test.mjs');
  const [, path = ''] = /new URL\('([^']+)'/.exec(readFileSync(test, 'utf8')) ?? [];
  expect(resolve(dirname(test), path)).toBe(join(folder, 'envs/scorers/busy.ts'));
  expect(existsSync(join(folder, 'envs/scorers/busy.ts'))).toBe(true);
});

test.each([
  ['static', 'error: static is a scorer of the tool; choose another name\n'],
  ['Idle', 'error: got "Idle"; a name holds lower-case words joined by "-", such as idle-cpu\n'],
  ['../x', 'error: got "../x"; a name holds lower-case words joined by "-", such as idle-cpu\n'],
])('%s is rejected and nothing is written', async (name, stderr) => {
  const folder = project({});
  expect(await scorewright(folder, 'new-scorer', name)).toMatchObject({ status: 2, stdout: '', stderr });
  expect(tree(folder)).toEqual({});
});

test('a file that is there is left alone', async () => {
  const folder = project({ 'test/scorers/idle.test.mjs': 'mine' });
  expect(await scorewright(folder, 'new-scorer', 'idle')).toMatchObject({
    status: 2,
    stderr: 'error: test/scorers/idle.test.mjs is there already\n',
  });
  expect(tree(folder)).toEqual({ 'test/scorers/idle.test.mjs': 'mine' });
});

const clusters = (worker: string) => `environment: own
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  main: { platform: kind, role: hub, address: 172.18.0.2 }
  lab: ${worker}
`;

test.each([
  ['with an address', '{ platform: kind, address: 172.18.0.3 }', '    idle: { on: lab, expose: { nodePort: 30010 } }'],
  ['without an address', '{ platform: kind }', '    idle: { on: all, expose: cluster }'],
])('the lines fit a repository whose cluster is %s, and synth takes them', async (_, worker, line) => {
  const folder = project({ 'environments/own.yaml': clusters(worker) });
  const { stdout } = await scorewright(folder, 'new-scorer', 'idle');
  const [, lines = ''] = stdout.split('paste into environments/own.yaml:\n\n');
  expect(lines.split('\n')).toEqual([
    'plugins: [./scorers/idle.ts]',
    'charts:',
    expect.stringMatching(/^ {2}kube-prometheus-stack: \{ on: managed \}/),
    'dynamic-scoring:',
    '  on: managed',
    '  scorers:',
    expect.stringContaining(line),
    '',
  ]);
  writeFile(folder, 'environments/own.yaml', `${clusters(worker)}${lines}`);
  expect((await scorewright(folder, 'synth')).stderr).not.toMatch(/^environments\/own\.yaml:\d+:\d+ (?!warning)/m);
});

test('a port that a Service has is not offered again', async () => {
  const taken = 'dynamic-scoring: { on: managed, scorers: { sample: { on: lab, expose: { nodePort: 30010 } } } }\n';
  const text = `${clusters('{ platform: kind, address: 172.18.0.3 }')}${taken}`;
  const folder = project({ 'environments/own.yaml': text });
  expect((await scorewright(folder, 'new-scorer', 'idle')).stdout).toContain('expose: { nodePort: 30011 }');
});

test('the plug-in that it makes is read by its tests as an environment reads it', async () => {
  const folder = project({});
  await scorewright(folder, 'new-scorer', 'idle');
  const [scorer] = scorersOf(join(folder, 'environments/scorers/idle.ts'));
  expect(checkEngines(scorer?.engines ?? [])).toEqual([]);
  writeFile(folder, 'broken.mjs', 'export const broken = 3;\n');
  expect(() => scorersOf(join(folder, 'broken.mjs'))).toThrow(/broken/);
  expect(() => scorersOf(join(folder, 'missing.ts'))).toThrow(/missing\.ts/);
});
