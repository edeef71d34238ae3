import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import lock from '../package-lock.json';

const root = join(__dirname, '..');
const shell = process.platform === 'win32';

/**
 * A folder whose only dependency is this package, as npm would pack and install it.
 *
 * @returns the folder, and what the build said is wrong with the declarations
 */
export function installPacked(): { folder: string; leaks: string } {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-package-'));
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'scorewright');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(installed);
  // What npm runs before it packs, in a clone that has just been installed: only what changed since is compiled.
  const built = spawnSync(process.execPath, ['compile/build.js'], { cwd: root, encoding: 'utf8' });
  expect(built).toMatchObject({ status: 0, stdout: '' });
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
  return { folder, leaks: built.stderr };
}
