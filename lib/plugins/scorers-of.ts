import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Scorer } from '../scoring/scorer';
import { loadModule } from './load-module';

/**
 * The scorers of a plug-in as an environment would load it, TypeScript too, whatever version of Node runs: for its tests.
 *
 * @param file its path, from the working directory where it is relative, or its `file:` URL
 * @throws Error with the finding that an environment would get
 */
export function scorersOf(file: string | { readonly href: string }): readonly Scorer[] {
  const path = resolve(typeof file === 'string' ? file : fileURLToPath(file.href));
  // Relative names start beside the environment; an absolute path works from anywhere.
  const loaded = loadModule(path, resolve('environment.yaml'));
  if ('fault' in loaded) throw new Error(loaded.fault.message);
  const [fault] = loaded.faults;
  if (fault !== undefined) throw new Error(`${path}: ${fault}`);
  return loaded.scorers;
}
