import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { tree } from '../commands/program';
import { installPacked } from '../packed';

const root = join(__dirname, '../..');
/** The program of Node that runs the tests, and others to try, which CI has one after the other. */
const nodes = [process.execPath, ...(process.env.SCOREWRIGHT_NODES ?? '').split(delimiter)].filter(Boolean);
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

let install: string;
let work: string;
const program = () => join(install, 'node_modules/scorewright/bin/scorewright.js');

beforeAll(() => {
  const { folder } = installPacked();
  work = mkdtempSync(join(tmpdir(), 'scorewright-installed-'));
  install = join(work, 'install');
  // The packages themselves and not links to them, so that all of it is read-only, for a user who may not enter this clone.
  execFileSync('cp', ['-RL', folder, install]);
  rmSync(folder, { recursive: true, force: true });
  execFileSync('chmod', ['-R', 'a+rX,a-w', install]);
  chmodSync(work, 0o755);
}, 180_000);

afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', work]);
  rmSync(work, { recursive: true, force: true });
});

/** A folder of the user who runs the program, and nobody else's: with the shipped environments, or empty. */
function repository(name: string, environments: boolean): string {
  const folder = join(work, name);
  mkdirSync(folder);
  if (environments) cpSync(join(root, 'environments'), join(folder, 'environments'), { recursive: true });
  if (nobody !== undefined) {
    for (const path of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
      chownSync(join(folder, path), nobody.uid, nobody.gid);
  }
  return folder;
}

function run(node: string, cwd: string, ...args: readonly string[]) {
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(node, args, { cwd, env, encoding: 'utf8', input: '', ...nobody });
  return { status, stdout, stderr };
}

const versions = nodes.map((node) => ({
  node,
  version: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(),
}));

describe.each(versions)('another user, a read-only install and Node $version', ({ node, version }) => {
  test('render the shipped environments as they stand in dist/, and again', () => {
    const folder = repository(`shipped-${version}`, true);
    const before = tree(install);
    const synth = run(node, folder, program(), 'synth');
    expect(synth).toMatchObject({ status: 0, stderr: expect.not.stringMatching(/Error|Warning:/) as string });
    for (const part of ['dist', 'argocd']) expect(tree(join(folder, part))).toEqual(tree(join(root, part)));
    const check = run(node, folder, program(), 'synth', '--check');
    expect(check).toMatchObject({ status: 0, stdout: expect.stringContaining('every file is current') as string });
    expect(tree(install)).toEqual(before);
  }, 120_000);

  test('take init and synth in an empty repository, and a scorer of its own', () => {
    const folder = repository(`empty-${version}`, false);
    const clean = { status: 0, stderr: expect.not.stringMatching(/Error|Warning:|:\d+:\d+ /) as string };
    expect(run(node, folder, program(), 'init')).toMatchObject(clean);
    const { 'schema.json': schema } = tree(join(folder, 'environments'));
    for (const args of [['synth'], ['synth', '--check'], ['new-scorer', 'idle-cpu']])
      expect(run(node, folder, program(), ...args)).toMatchObject(clean);
    // `init` makes the schema, and `synth` has it beside it.
    expect(tree(join(folder, 'environments'))).toMatchObject({ 'schema.json': schema });
  }, 120_000);

  test('let CommonJS and ES modules import every entry', () => {
    const folder = mkdtempSync(join(work, 'consumer-'));
    chmodSync(folder, 0o755);
    const entries = [
      '',
      '/constructs',
      '/placement',
      '/plugin',
      '/cdk8s',
      '/imports/k8s',
      '/package.json',
      '/schema.json',
    ];
    const print = 'console.log(JSON.stringify(all.map((each) => Object.keys(each).length > 0)))';
    const required = entries.map((entry) => `require('scorewright${entry}')`);
    const imported = entries
      .filter((entry) => !entry.endsWith('.json'))
      .map((entry) => `await import('scorewright${entry}')`);
    writeFileSync(join(folder, 'consumer.cjs'), `const all = [${required.join(', ')}]; ${print}`);
    writeFileSync(join(folder, 'consumer.mjs'), `const all = [${imported.join(', ')}]; ${print}`);
    // Modules look for packages beside their real path.
    execFileSync('ln', ['-s', join(install, 'node_modules'), join(folder, 'node_modules')]);
    for (const [file, count] of [
      ['consumer.cjs', required.length],
      ['consumer.mjs', imported.length],
    ] as const) {
      const { status, stdout, stderr } = run(node, folder, file);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual(Array.from({ length: count }, () => true));
    }
  }, 60_000);
});
