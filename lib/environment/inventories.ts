import { dirname, join } from 'node:path';
import { isEnvironment, namedInventory } from './inventory';
import { Source } from './source';
import type { YamlFiles } from './yaml-files';

/** The files of a folder of environments that are none themselves, since one of the others names them as its inventory. */
export function inventoriesAmong(paths: readonly string[], files: YamlFiles): ReadonlySet<string> {
  const all = new Set(paths);
  const named = paths.flatMap((path) => namedBy(path, files)).filter((path) => all.has(path));
  return new Set(named.filter((path) => !namesItself(path, files)));
}

/** What a file may name as its inventory: all that it does, where it cannot be parsed. */
function namedBy(path: string, files: YamlFiles): string[] {
  const source = parsedWhereItSays('file', path, files);
  if (source === undefined) return [];
  const names = source.findings.length === 0 ? [namedInventory(source.data)] : writtenAsFile(path, files);
  return names.flatMap((name) => (typeof name === 'string' ? [join(dirname(path), name)] : []));
}

/** An environment stays one though another names it: what is wrong then is the name. */
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

function writtenAsFile(path: string, files: YamlFiles): string[] {
  const bytes = files.bytes(path);
  const text = Buffer.isBuffer(bytes) ? bytes.toString('latin1') : '';
  return [...text.matchAll(/\bfile["']?\s*:\s*["']?([\w.\-/]+)/g)].map(([, name = '']) => name);
}
