import { createHash } from 'node:crypto';
import { compare } from '../model/finding';

/**
 * Ten hexadecimal digits that depend on a JSON value's meaning only: the order of keys and absent fields do not count.
 * Ten digits keep names short; among a million objects two collide with a probability of one in two.
 */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 10);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compare(a, b)))
      : inner,
  );
}
