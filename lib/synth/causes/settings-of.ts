import { isObject } from '../../model/json';
import { formatPath, type Path } from '../../model/origin';

/** A value in the file, with its path. */
export interface Leaf {
  readonly path: Path;
  readonly value: unknown;
}

/** Every value below a path of a document that has no inner values; an empty map or list is one. */
export function leavesOf(data: unknown, below: Path = []): Leaf[] {
  const start = below.reduce<unknown>(
    (inner, step) => entriesOf(inner).find(([key]) => String(key) === String(step))?.[1],
    data,
  );
  return start === undefined ? [] : [...walk(start, below)];
}

/** The path of every value of a document, by its text. */
export function nodesOf(data: unknown): Map<string, Path> {
  const found = new Map<string, Path>();
  const visit = (value: unknown, path: Path) => {
    found.set(formatPath(path), path);
    for (const [key, inner] of entriesOf(value)) visit(inner, [...path, key]);
  };
  visit(data, []);
  return found;
}

function* walk(value: unknown, path: Path): Iterable<Leaf> {
  const entries = entriesOf(value);
  if (entries.length === 0) yield { path, value };
  else for (const [key, inner] of entries) yield* walk(inner, [...path, key]);
}

function entriesOf(value: unknown): (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item] as const);
  return isObject(value) ? Object.entries(value) : [];
}
