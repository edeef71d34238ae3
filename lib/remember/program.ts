import fs from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileAt, isUnchanged, type Seen } from './seen';

/** A package that another imports: `[importer, name, package]`, each folder by its real path. */
export type Import = readonly [string, string, string];

/** The modules of a process, so that another process can find out whether it would load the same ones. */
export interface Program extends Seen {
  readonly imports: readonly Import[];
}

/** Whether the program would load the same bytes from the same places. */
export function isSameProgram(program: Program): boolean {
  return program.imports.every(([from, name, to]) => found(name, from) === to) && isUnchanged(program);
}

/** The modules that this process has loaded, those of plug-ins too, and the package.json files that led to them. */
export function loadedProgram(): Program {
  const files = new Set<string>();
  const modules = new Set<string>();
  for (const file of Object.keys(require.cache)) {
    files.add(file);
    const settings = packageOf(dirname(file));
    if (settings === undefined) continue;
    files.add(settings);
    if (isModule(file, settings)) modules.add(dirname(settings));
  }
  // Node does not list what an ES module imports: all of its package counts.
  for (const folder of modules) for (const file of sourcesIn(folder)) files.add(file);
  return {
    files: Object.fromEntries([...files].map((file) => [file, fileAt(file)])),
    folders: {},
    kinds: {},
    imports: importsOf(Object.values(require.cache).filter((module) => module !== undefined)),
  };
}

function importsOf(modules: readonly NodeJS.Module[]): Import[] {
  const imports = new Map<string, Import>();
  for (const { filename, children } of modules) {
    const from = packageOf(dirname(filename));
    for (const child of children) {
      const to = packageOf(dirname(child.filename));
      if (from === undefined || to === undefined || from === to) continue;
      const { name } = settingsOf(to);
      if (name !== undefined) imports.set(`${from}\0${to}`, [dirname(from), name, dirname(to)]);
    }
  }
  return [...imports.values()];
}

/** Where Node finds a package: nearest first, links followed. */
function found(name: string, folder: string): string | undefined {
  const path = join(folder, 'node_modules', name);
  if (fs.existsSync(path)) return fs.realpathSync(path);
  return dirname(folder) === folder ? undefined : found(name, dirname(folder));
}

interface PackageSettings {
  readonly name?: string;
  readonly type?: string;
}

const settingsRead = new Map<string, PackageSettings>();

function settingsOf(file: string): PackageSettings {
  const known = settingsRead.get(file) ?? (JSON.parse(fs.readFileSync(file, 'utf8')) as PackageSettings);
  settingsRead.set(file, known);
  return known;
}

const packages = new Map<string, string | undefined>();

function packageOf(folder: string): string | undefined {
  if (!packages.has(folder)) packages.set(folder, findPackage(folder));
  return packages.get(folder);
}

function findPackage(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (fs.existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : packageOf(dirname(folder));
}

function isModule(file: string, settings: string): boolean {
  if (extname(file) !== '.js') return extname(file) === '.mjs';
  return settingsOf(settings).type === 'module';
}

function sourcesIn(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesIn(path);
    return /\.m?js$/.test(entry.name) ? [path] : [];
  });
}
