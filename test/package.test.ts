import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import lock from '../package-lock.json';
import { withoutProgress } from './without-progress';

const root = join(__dirname, '..');
const shell = process.platform === 'win32';

/** Every file below a folder, by its path in there. */
function files(folder: string): Record<string, string> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

describe('a repository that has this package as its dependency, and nothing of ours beside it', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'scorewright-package-'));
    const modules = join(folder, 'node_modules');
    const installed = join(modules, 'scorewright');
    mkdirSync(join(modules, '.bin'), { recursive: true });
    mkdirSync(installed);
    const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      shell,
    });
    execFileSync('tar', ['-xzf', packed.trim(), '-C', installed, '--strip-components=1'], { cwd: folder });
    symlinkSync('../scorewright/bin/scorewright.js', join(modules, '.bin', 'scorewright'));
    // What npm would install beside it: the production packages of the lock, none of the development.
    const paths = Object.entries(lock.packages as Record<string, { dev?: boolean }>)
      .filter(([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev)
      .filter(([path]) => existsSync(join(root, path)));
    for (const [path] of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(join(root, path), join(folder, path));
    }
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "dependencies": { "scorewright": "*" } }\n');
    // The settings of a consumer are none of ours, and may be broken.
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "./not-there.json" }\n');
    cpSync(join(root, 'environments'), join(folder, 'environments'), { recursive: true });
    rmSync(join(folder, 'environments/schema.json'), { force: true });
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('npx scorewright synth renders what stands in our own dist/ and argocd/', () => {
    const { status, stderr } = spawnSync('npx', ['--offline', 'scorewright', 'synth'], {
      cwd: folder,
      encoding: 'utf8',
      shell,
    });
    const errors = withoutProgress(stderr)
      .split('\n')
      .filter((line) => line !== '' && !/:\d+ warning /.test(line));
    expect({ status, errors }).toEqual({ status: 0, errors: [] });
    for (const part of ['dist', 'argocd']) expect(files(join(folder, part))).toEqual(files(join(root, part)));
    const schema = 'environments/schema.json';
    expect(readFileSync(join(folder, schema), 'utf8')).toBe(readFileSync(join(root, schema), 'utf8'));
  }, 60_000);

  test('a program imports the pipeline, the scoring model and the constructs', () => {
    const program = `
      import { builtIn, cleanScoreName, isClean, synthesizeAll, Workload } from 'scorewright';
      const outcome = synthesizeAll({ environments: 'environments', out: 'elsewhere', check: false });
      console.log(JSON.stringify({
        clean: isClean(outcome),
        names: outcome.environments.map(({ name }) => name),
        scorers: builtIn.length > 0,
        score: cleanScoreName('My Score'),
        construct: typeof Workload,
      }));
    `;
    writeFileSync(join(folder, 'consumer.mts'), program);
    writeFileSync(join(folder, 'tsconfig.json'), '{}\n');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'consumer.mts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      clean: true,
      names: readdirSync(join(root, 'environments')).flatMap((name) => /^(.+)\.yaml$/.exec(name)?.[1] ?? []),
      scorers: true,
      score: 'my-score',
      construct: 'function',
    });
    expect(files(join(folder, 'elsewhere', 'argocd'))).toEqual(files(join(root, 'argocd')));
  }, 60_000);

  test('it offers no command that only a clone of our repository can run', () => {
    const help = (where: string) =>
      execFileSync(process.execPath, [join(where, 'bin/scorewright.js'), '--help'], { cwd: folder, encoding: 'utf8' });
    expect(help(join(folder, 'node_modules/scorewright'))).not.toMatch(/^ {2}(docs|import) /m);
    expect(help(root)).toMatch(/^ {2}docs /m);
  }, 30_000);

  test('what was put together of other sources is never run', () => {
    const installed = join(folder, 'node_modules/scorewright');
    const version = () =>
      execFileSync(process.execPath, [join(installed, 'bin/scorewright.js'), '--version'], { encoding: 'utf8' }).trim();
    const manifest = readFileSync(join(installed, 'package.json'), 'utf8');
    expect(version()).toBe((JSON.parse(manifest) as { version: string }).version);
    writeFileSync(join(installed, 'package.json'), manifest.replace(/"version": "[^"]*"/, '"version": "99.0.0"'));
    expect(version()).toBe('99.0.0');
    writeFileSync(join(installed, 'package.json'), manifest);
  }, 30_000);

  test('it brings no development files', () => {
    const own = readdirSync(join(folder, 'node_modules/scorewright')).sort();
    expect(own).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'docs',
      'imports',
      'lib',
      'main.ts',
      'package.json',
      'tsconfig.json',
    ]);
  });
});
