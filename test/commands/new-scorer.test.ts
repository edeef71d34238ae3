import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { environment, project, scorewright, tree, writeFile } from './program';

test('the scorer that it makes is registered by the lines that it prints', async () => {
  const folder = project({ 'environments/kind.yaml': environment() });
  const made = await scorewright(folder, 'new-scorer', 'idle-cpu');
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(made.stdout).toContain('wrote environments/scorers/idle-cpu.ts and test/scorers/idle-cpu.test.ts\n');
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
  const test = join(folder, 'checks/unit/scorers/busy.test.ts');
  const [, path = ''] = /import \{ busy \} from '([^']+)'/.exec(readFileSync(test, 'utf8')) ?? [];
  expect(resolve(dirname(test), `${path}.ts`)).toBe(join(folder, 'envs/scorers/busy.ts'));
  expect(existsSync(join(folder, 'envs/scorers/busy.ts'))).toBe(true);
});

test.each([
  ['static', 'error: static is a scorer of the tool; choose another name\n'],
  ['Idle', 'error: got "Idle"; a name holds lower-case words joined by "-", such as idle-cpu\n'],
  ['../x', 'error: got "../x"; a name holds lower-case words joined by "-", such as idle-cpu\n'],
])('%s is refused and nothing is written', async (name, stderr) => {
  const folder = project({});
  expect(await scorewright(folder, 'new-scorer', name)).toMatchObject({ status: 2, stdout: '', stderr });
  expect(tree(folder)).toEqual({});
});

test('a file that is there is left alone', async () => {
  const folder = project({ 'test/scorers/idle.test.ts': 'mine' });
  expect(await scorewright(folder, 'new-scorer', 'idle')).toMatchObject({
    status: 2,
    stderr: 'error: test/scorers/idle.test.ts is there already\n',
  });
  expect(tree(folder)).toEqual({ 'test/scorers/idle.test.ts': 'mine' });
});
