import fs from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** Modules of Node that answer the same at every time and on every machine. */
const pure = new Set(['path', 'url', 'util', 'querystring', 'assert', 'string_decoder']);

/** Names, outside of quotes, by which a module would get at time, chance, its surroundings, or what its text does not show. */
const impure =
  /(?<!['"])\b(Date|performance|Math\s*\.\s*random|crypto|process|globalThis|global|fetch|WebSocket|eval|Function|Intl|setTimeout|setInterval|setImmediate|queueMicrotask|Worker|SharedArrayBuffer|Reflect|constructor|toLocale\w*|localeCompare)\b(?!['"])|[\w)\]]\s*\[\s*['"`]|import\s*\.\s*meta/;

const specifiers =
  /\b(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+\s+from\s+)?(['"])([^'"\n]+)\1|\b(?:import|require)\s*\(\s*(['"])([^'"\n]+)\3\s*\)/g;

const endings = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];

/**
 * Follows a plug-in through the modules that it imports, asking the file system for each, so that an open ledger notes them.
 *
 * @returns why nobody can know what the plug-in depends on, or undefined where its text and its modules are all
 */
export function unknowable(plugin: string, environment: string): string | undefined {
  if (!plugin.startsWith('.')) return `plug-in ${plugin} is a package`;
  const folder = dirname(resolve(environment));
  askAround(folder);
  const path = createRequire(resolve(environment)).resolve(plugin);
  return reasonIn(path, plugin, new Set());
}

/** What decides how Node reads a module, and which package it takes `scorewright` to be. */
function askAround(folder: string): void {
  fs.existsSync(join(folder, 'node_modules/scorewright/package.json'));
  const settings = join(folder, 'package.json');
  if (fs.existsSync(settings)) fs.readFileSync(settings);
  if (dirname(folder) !== folder) askAround(dirname(folder));
}

function reasonIn(file: string, plugin: string, known: Set<string>): string | undefined {
  if (known.has(file)) return undefined;
  known.add(file);
  const text = fs.readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return undefined;
  const [word] = impure.exec(text) ?? [];
  if (word !== undefined) return `plug-in ${plugin} names ${word.trim()} in ${basename(file)}`;
  const calls = text.match(/\b(?:import|require)\s*\(/g)?.length ?? 0;
  const named = [...text.matchAll(specifiers)];
  if (calls > named.filter(([, , , , name]) => name !== undefined).length)
    return `plug-in ${plugin} imports by a computed name in ${basename(file)}`;
  for (const [, , stated, , called] of named) {
    const reason = reasonOf(stated ?? called ?? '', file, plugin, known);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function reasonOf(name: string, from: string, plugin: string, known: Set<string>): string | undefined {
  if (/^scorewright(\/|$)/.test(name) || pure.has(name.replace(/^node:/, ''))) return undefined;
  if (!name.startsWith('.')) return `plug-in ${plugin} imports ${name}`;
  const base = join(dirname(from), name);
  // All of them are asked for: a file may come to stand before the one that is meant now.
  const candidates = [
    ...endings.map((ending) => base + ending),
    ...endings.map((ending) => join(base, `index${ending}`)),
  ];
  const [found, ...others] = candidates.filter(isFile);
  if (found === undefined || others.length > 0) return `plug-in ${plugin} imports ${name}, which is not one file`;
  return reasonIn(found, plugin, known);
}

function isFile(path: string): boolean {
  try {
    return fs.statSync(path).isFile();
  } catch {
    return false;
  }
}
