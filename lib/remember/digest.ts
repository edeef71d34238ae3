import { createHash } from 'node:crypto';

/** By what a file's bytes are compared with those of an earlier run. */
export function digestOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
