import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A script beside the code that runs it: in the cluster from a ConfigMap, in the tests from its file. */
export function script(...path: readonly string[]): string {
  return readFileSync(join(__dirname, ...path), 'utf8');
}
