import { isObject } from '../../model/json';

/** A document with one name replaced wherever it is a key or a whole value. */
export function withName(data: unknown, name: string, other: string): unknown {
  if (data === name) return other;
  if (Array.isArray(data)) return data.map((item: unknown) => withName(item, name, other));
  if (!isObject(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, inner]) => [key === name ? other : key, withName(inner, name, other)]),
  );
}

/** A text with one name replaced, except inside longer names. */
export function withNameIn(text: string, name: string, other: string): string {
  const pattern = new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g');
  return text.replace(pattern, other);
}
