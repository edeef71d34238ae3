import { fieldsOf, isObject } from './json';
import type { Path } from './origin';

/** What of an object has not the form that everything here takes for granted. */
export interface ShapeFault {
  readonly path: Path;
  readonly got: unknown;
  /** What is right there: `text`. */
  readonly expected: string;
}

/**
 * The first field that has not the form by which objects are named, filed and delivered; all else is for the schema to say. Of
 * an object that somebody else wrote any field may be anything.
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
