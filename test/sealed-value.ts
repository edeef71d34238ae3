import { createHash } from 'node:crypto';

/** Text of the form that kubeseal gives a value, which no cluster can open: the same for the same seed. */
export function sealedValue(seed: string): string {
  const key = createHash('shake256', { outputLength: 256 }).update(seed).digest();
  const value = createHash('shake256', { outputLength: 24 }).update(`value of ${seed}`).digest();
  return Buffer.concat([Buffer.from([1, 0]), key, value]).toString('base64');
}
