import { fieldsOf, isObject } from './json';
import type { Path } from './origin';

/** A field of an object without the form that the rest of the program relies on. */
export interface ShapeFault {
  readonly path: Path;
  readonly got: unknown;
  /** The right form, in words: `text`. */
  readonly expected: string;
}

/**
 * The first field without the form that naming, filing and delivery rely on; the schema checks all others. In an object that
 * somebody else wrote, any field may hold anything.
 */
export function shapeFault(object: unknown): ShapeFault | undefined {
  const { apiVersion, kind, metadata } = fieldsOf(object);
  const { name, namespace, labels, annotations } = fieldsOf(metadata);
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  const isMap = (value: unknown) => value === undefined || isObject(value);
  const checks: (readonly [Path, unknown, string, boolean])[] = [
    [['apiVersion'], apiVersion, 'text', isText(apiVersion)],
    [['kind'], kind, 'text', isText(kind)],
    [['metadata', 'name'], name, 'text', isText(name)],
    [['metadata', 'namespace'], namespace, 'text', namespace === undefined || isText(namespace)],
    [['metadata', 'labels'], labels, 'a map of text', isMap(labels)],
    [['metadata', 'annotations'], annotations, 'a map of text', isMap(annotations)],
  ];
  for (const [field, map] of Object.entries({ labels, annotations }))
    for (const [key, value] of Object.entries(fieldsOf(map)))
      checks.push([['metadata', field, key], value, 'text: write it in quotes', typeof value === 'string']);
  const [fault] = checks.filter(([, , , fits]) => !fits);
  return fault && { path: fault[0], got: fault[1] ?? null, expected: fault[2] };
}
