import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, runCommand, runNode, type Cost } from '../run';
import { atMost, ratioOf, type Measured } from '../target';

const packages = 25;
const megabytes = 40;

/** What it costs to have the program and to ask it something small. */
export function start(runs: number): Measured {
  const version: Cost[] = [];
  const nothing: Cost[] = [];
  for (let round = 0; round < runs; round++) {
    nothing.push(runNode('-e', '0'));
    version.push(runNode(join(root, 'bin/scorewright.js'), '--version'));
  }
  const { count, bytes } = installed();
  return {
    targets: [
      atMost('`scorewright --version` against `node -e 0`', 1.5, ratioOf(version, nothing)),
      {
        what: 'what a dependent repository installs',
        target: `at most ${packages} packages and ${megabytes} MB`,
        measured: `${count} packages, ${(bytes / 1e6).toFixed(1)} MB`,
        met: count <= packages && bytes <= megabytes * 1e6,
      },
    ],
  };
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** This package as npm packs it, and every production package of the lock, those that others bring inside them included. */
function installed(): { readonly count: number; readonly bytes: number } {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const paths = Object.entries(lock.packages).flatMap(([path, { dev }]) => (path === '' || dev ? [] : [path]));
  const packed = runCommand('npm', ['pack', '--dry-run', '--ignore-scripts', '--json']);
  const [{ unpackedSize }] = JSON.parse(packed) as [{ unpackedSize: number }];
  // Inner packages lie in the folders of outer ones, which count them.
  const outer = paths.filter((path) => path.split('node_modules/').length === 2);
  return {
    count: paths.length + 1,
    bytes: unpackedSize + outer.reduce((sum, path) => sum + size(join(root, path)), 0),
  };
}

function size(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
