import { existsSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Fault } from '../model/finding';
import { readExports, type ReadExports } from './exports';
import { pluginFails, pluginMissing } from './findings';
import { requireTypeScript } from './typescript';

/**
 * What a plug-in exports: a file or package as Node finds it from the environment file. Whatever it does while it is loaded
 * is its own fault and no failure of the program.
 */
export function loadModule(name: string, environment: string): ReadExports | { readonly fault: Fault } {
  const require = createRequire(resolve(environment));
  const missing = (id: keyof typeof pluginMissing.messages, data: { readonly beside?: string } = {}) => ({
    fault: pluginMissing.fault(id, { got: name, beside: '', ...data }),
  });
  let path: string;
  try {
    path = require.resolve(name);
  } catch {
    if (name.startsWith('.')) return missing('noFile');
    const beside = name !== '' && existsSync(join(dirname(environment), name));
    return beside ? missing('besideIt', { beside: `./${name}` }) : missing('noPackage');
  }
  if (isBuiltin(path)) return missing('ofNode');
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return missing('notFile');
  try {
    const load = () => (/\.[cm]?ts$/.test(path) ? requireTypeScript(require, path) : (require(path) as unknown));
    return confined(() => readExports(load()));
  } catch (error) {
    return { fault: pluginFails.fault('threw', { got: name, reason: reason(error) }) };
  }
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
