import type { Code } from '../model/codes';
import { existsSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { readExports, type ReadExports } from './exports';
import { pluginFails, pluginMissing } from './findings';
import { requireTypeScript } from './typescript';

/** Why a plug-in cannot be read. */
export interface PluginRefusal {
  readonly code: Code;
  readonly message: string;
}

/**
 * What a plug-in exports: a file or package as Node finds it from the environment file. Whatever it does while it is loaded
 * is its own fault and no failure of the program.
 */
export function loadModule(name: string, environment: string): ReadExports | { readonly refusal: PluginRefusal } {
  const require = createRequire(resolve(environment));
  let path: string;
  try {
    path = require.resolve(name);
  } catch {
    return missing(unresolved(name, environment));
  }
  if (isBuiltin(path)) return missing('this is a module of Node and no plug-in');
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return missing('it is no file');
  try {
    const load = () => (/\.[cm]?ts$/.test(path) ? requireTypeScript(require, path) : (require(path) as unknown));
    return confined(() => readExports(load()));
  } catch (error) {
    return { refusal: pluginFails.fault('threw', { reason: reason(error) }) };
  }
}

function missing(message: string): { readonly refusal: PluginRefusal } {
  return { refusal: { code: pluginMissing.code, message } };
}

function unresolved(name: string, environment: string): string {
  if (name.startsWith('.')) return 'no such file beside the environment file';
  if (name !== '' && existsSync(join(dirname(environment), name)))
    return `no such package; the file beside the environment is ${JSON.stringify(`./${name}`)}`;
  return 'no such package; npm install it';
}

/** Runs what is not ours: it may end neither the process nor set the status with which it ends. */
function confined<T>(action: () => T): T {
  const { exitCode } = process;
  const exit = Object.getOwnPropertyDescriptor(process, 'exit');
  process.exit = () => {
    throw new Error('it calls process.exit');
  };
  try {
    return action();
  } finally {
    if (exit !== undefined) Object.defineProperty(process, 'exit', exit);
    process.exitCode = exitCode;
  }
}

/** What was thrown, in one line, whatever it is. */
function reason(thrown: unknown): string {
  try {
    const { message, name } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Partial<Error>;
    const text = typeof message === 'string' ? message || String(name) : String(thrown);
    const [, fault, line, column] = /^Error transforming .*: (.*) \((\d+):(\d+)\)$/.exec(text) ?? [];
    return fault === undefined ? (text.split('\n')[0] ?? '') : `line ${line}, column ${column}: ${fault}`;
  } catch {
    return 'something that cannot be shown';
  }
}
