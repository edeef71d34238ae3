import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A script beside the code that runs it: in the cluster from a ConfigMap, in the tests from its file.
 *
 * @param folder that of the code: `__dirname`
 */
export function textBeside(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
