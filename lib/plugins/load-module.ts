import { existsSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Fault } from '../model/finding';
import { confined, reasonOf } from './confined';
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
    return { fault: pluginFails.fault('threw', { got: name, reason: reasonOf(error) }) };
  }
}
