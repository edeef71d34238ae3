import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installPacked } from '../packed';

const root = join(__dirname, '../..');
let folder: string;

beforeAll(() => {
  ({ folder } = installPacked());
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(where: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: where,
    encoding: 'utf8',
    input: '',
    env: { ...process.env, CI: '1' },
  });
  return { status, output: `${stdout}${stderr}` };
}

test('the example of an app is synthesized by cdk8s, and its validation finds nothing', () => {
  const app = join(folder, 'app');
  cpSync(join(root, 'examples/cdk8s-app'), app, { recursive: true });
  // What the app names among its development packages.
  for (const name of ['tsx', 'esbuild', 'get-tsconfig', 'resolve-pkg-maps', '@esbuild']) {
    const to = join(folder, 'node_modules', name);
    symlinkSync(join(root, 'node_modules', name), to);
  }
  symlinkSync('../node_modules', join(app, 'node_modules'));
  symlinkSync(join(root, 'node_modules/.bin/tsx'), join(folder, 'node_modules/.bin/tsx'));
  const synth = run(app, join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth');
  expect(synth).toMatchObject({
    status: 0,
    output: expect.stringContaining('Validations ended succesfully') as string,
  });
  expect(readdirSync(join(app, 'dist'))).toEqual(expect.arrayContaining(['models.k8s.yaml', 'scoring.k8s.yaml']));
}, 120_000);

test('init and synth in an empty repository end clean, and so does the check after them', () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const program = join(folder, 'node_modules/scorewright/bin/scorewright.js');
  expect(run(empty, program, 'init')).toMatchObject({ status: 0 });
  for (const args of [['synth'], ['synth', '--check']]) {
    const { status, output } = run(empty, program, ...args);
    expect({ status, warnings: output.split('\n').filter((line) => /:\d+:\d+ /.test(line)) }).toEqual({
      status: 0,
      warnings: [],
    });
  }
  // A scorer of its own, with a test that needs nothing but Node.
  expect(run(empty, program, 'new-scorer', 'idle-cpu')).toMatchObject({ status: 0 });
  expect(run(empty, '--test', 'test/scorers/idle-cpu.test.mjs')).toMatchObject({ status: 0 });
  cpSync(join(root, 'examples/own-repository'), join(folder, 'own'), { recursive: true });
  expect(run(join(folder, 'own'), program, 'synth')).toMatchObject({ status: 0 });
}, 120_000);
