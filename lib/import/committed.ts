import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockFile } from './generate';
import { coreModule, type SchemaModule } from './kind-schemas';
import type { Lock } from './lock';
import { readSchemas } from './schema-files';

/** The files of a folder of imports by path, with `/` on every machine; none where there is no folder yet. */
export async function readImports(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const contents = await Promise.all(
    paths.map(async (path): Promise<[string, string]> => [
      path.replaceAll('\\', '/'),
      await readFile(join(folder, path), 'utf8'),
    ]),
  );
  return new Map(contents);
}

/** The lock among the files of `imports/`; undefined where there is none. */
export function committedLock(files: ReadonlyMap<string, string>): Lock | undefined {
  const text = files.get(lockFile);
  if (text === undefined) return undefined;
  const entries = Object.entries(JSON.parse(text) as Lock);
  return Object.fromEntries(entries.filter(([key]) => key !== '//'));
}

/** The cut schemas as they are committed, in the order of generation: core kinds first, then groups by name. */
export function committedModules(files: ReadonlyMap<string, string>): SchemaModule[] {
  const names = [...files.keys()].flatMap((path) => /^schemas\/(.+)\.json$/.exec(path)?.[1] ?? []).sort();
  const ordered = [...names.filter((name) => name === coreModule), ...names.filter((name) => name !== coreModule)];
  return ordered.map((name) => readSchemas(name, files.get(`schemas/${name}.json`) ?? ''));
}

/** Makes the folder hold exactly `wanted`; returns the paths that changed. */
export async function writeImports(folder: string, wanted: ReadonlyMap<string, string>): Promise<string[]> {
  const present = await readImports(folder);
  const changed = differingPaths(present, wanted);
  for (const path of changed) {
    const content = wanted.get(path);
    if (content === undefined) await rm(join(folder, path));
    else {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  }
  return changed;
}

/** The paths that only one side has, or that differ, sorted. */
export function differingPaths(present: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...present.keys(), ...wanted.keys()]);
  return [...paths].filter((path) => present.get(path) !== wanted.get(path)).sort();
}
