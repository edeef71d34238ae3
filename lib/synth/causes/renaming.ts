import { isObject } from '../../model/json';

/** A document in which a name is another one, wherever it stands as a key or as a whole value. */
export function withName(data: unknown, name: string, other: string): unknown {
  if (data === name) return other;
  if (Array.isArray(data)) return data.map((item: unknown) => withName(item, name, other));
  if (!isObject(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, inner]) => [key === name ? other : key, withName(inner, name, other)]),
  );
}

/** A text in which a name is another one, where it is no part of a longer name. */
export function withNameIn(text: string, name: string, other: string): string {
  const pattern = new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g');
  return text.replace(pattern, other);
}
