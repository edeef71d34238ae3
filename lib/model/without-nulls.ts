import { isObject } from './json';
import type { Manifest } from './manifest';

/**
 * A manifest as the API server reads it: a field that is null is absent. Undefined where a list has an item that is null:
 * what stands for it depends on its type, so nothing proves what is read there.
 */
export function withoutNulls(manifest: Manifest): Manifest | undefined {
  if (!hasNull(manifest)) return manifest;
  return hasNullItem(manifest) ? undefined : withoutNullFields(manifest);
}

function hasNull(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  if (value === null) return true;
  for (const inner of Object.values(value)) if (hasNull(inner)) return true;
  return false;
}

function hasNullItem(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => item === null || hasNullItem(item));
  return isObject(value) && Object.values(value).some(hasNullItem);
}

function withoutNullFields<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNullFields) as T;
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNullFields(inner)])) as T;
}
