import { dirname, join } from 'node:path';
import { isPattern, matching } from './composition/file-pattern';
import { baseOf, includesOf } from './composition/named-files';
import { isEnvironment, namedInventory } from './inventory';
import { Source } from './source';
import type { YamlFiles } from './yaml-files';

/**
 * The files of a folder that are not environments, because one of the others names them: as its inventory, its base, or a part
 * of it.
 */
export function partsAmong(paths: readonly string[], files: YamlFiles): ReadonlySet<string> {
  const all = new Set(paths);
  const followed = new Set<string>();
  const open = [...paths];
  const named = new Set<string>();
  // A part in a folder below may name one in this folder.
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (followed.has(path)) continue;
    followed.add(path);
    const folder = dirname(paths[0] ?? path);
    for (const name of namedBy(path, folder, files)) {
      named.add(name);
      open.push(name);
    }
  }
  return new Set([...named].filter((path) => all.has(path) && !namesItself(path, files)));
}

/** The files that a file names; where it cannot be parsed, those that it might name. */
function namedBy(path: string, folder: string, files: YamlFiles): string[] {
  const source = ['file', 'include', 'base'].map((word) => parsedWhereItSays(word, path, files)).find(Boolean);
  if (source === undefined) return [];
  const { data } = source;
  const names =
    source.findings.length === 0
      ? [namedInventory(data), baseOf(data)?.name, ...includesOf(data).map(({ name }) => name)]
      : writtenIn(path, files);
  return names
    .flatMap((name) => (typeof name === 'string' ? [name] : []))
    .flatMap((name) => (isPattern(name) ? matching(name, folder, files) : [name]))
    .map((name) => join(folder, name));
}

/** A file that calls itself an environment stays one, even where another names it: the naming is the fault. */
function namesItself(path: string, files: YamlFiles): boolean {
  return isEnvironment(parsedWhereItSays('environment', path, files)?.data);
}

/** A large inventory without the word costs no parsing, for runs that do not ask for its environment. */
function parsedWhereItSays(word: string, path: string, files: YamlFiles): Source | undefined {
  const bytes = files.bytes(path);
  if (!Buffer.isBuffer(bytes) || !bytes.includes(word)) return undefined;
  const read = files.read(path);
  return read instanceof Source ? read : undefined;
}

/** In a file that cannot be parsed: every value of `file:`, and every path to a YAML file. */
function writtenIn(path: string, files: YamlFiles): string[] {
  const bytes = files.bytes(path);
  const text = Buffer.isBuffer(bytes) ? bytes.toString('latin1') : '';
  return [
    ...[...text.matchAll(/\bfile["']?\s*:\s*["']?([\w.\-/]+)/g)].map(([, name = '']) => name),
    ...[...text.matchAll(/[\w.\-/*]+\.ya?ml\b/g)].map(([name]) => name),
  ];
}
