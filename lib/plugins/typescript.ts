import { readFileSync } from 'node:fs';
import type * as Reader from 'sucrase';

/** What Node calls to load a file of some ending; `_compile` is how its own loaders hand over JavaScript. */
type Loader = (module: { _compile: (code: string, file: string) => void }, file: string) => void;

/**
 * Loads a module in TypeScript: by Node itself where it strips types (22.18 and later), else, and for whatever Node does
 * not take (an enum, an import without an ending), by a reader that comes with the program. The reader is loaded only then.
 *
 * @param require finds the module's packages, as the environment file finds them
 * @throws what the module throws, and `SyntaxError` where it is not TypeScript
 */
export function requireTypeScript(require: NodeJS.Require, path: string): unknown {
  if ('typescript' in process.features && process.features.typescript) {
    try {
      return require(path);
    } catch {
      // The reader says better what is wrong, if it does not simply read it.
    }
  }
  // Deprecated, and the only way to read a module that other modules require, on every version of Node.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const loaders = require.extensions as unknown as Record<string, Loader>;
  for (const ending of ['.ts', '.mts', '.cts']) loaders[ending] = loadTypeScript;
  return require(path);
}

function loadTypeScript(module: Parameters<Loader>[0], file: string): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- at the top of the file every run would load it
  const { transform } = require('sucrase') as typeof Reader;
  const options = {
    transforms: ['typescript' as const, 'imports' as const],
    filePath: file,
    preserveDynamicImport: true,
  };
  module._compile(transform(readFileSync(file, 'utf8'), options).code, file);
}
