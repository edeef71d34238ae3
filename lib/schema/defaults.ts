import { isObject } from '../model/json';
import type { Definition, SchemaNode } from './known-kinds';

const known = new WeakMap<SchemaNode, boolean>();

/** The value with the schema's defaults written in, as the API server does before it validates; the given one stays. */
export function withDefaults(value: unknown, { node, resolve }: Definition): unknown {
  return filled(value, node, resolve);
}

function filled(value: unknown, pointer: SchemaNode, resolve: Definition['resolve']): unknown {
  const node = resolve(pointer);
  if (!hasDefaults(node, resolve)) return value;
  const { properties = {}, items, additionalProperties } = node;
  if (Array.isArray(value)) return items ? value.map((item) => filled(item, items, resolve)) : value;
  if (!isObject(value)) return value;
  const result: Record<string, unknown> = { ...value };
  for (const [name, child] of Object.entries(properties)) {
    const field = resolve(child);
    const absent = result[name] === undefined || (result[name] === null && field.nullable !== true);
    if (absent && field.default !== undefined) result[name] = structuredClone(field.default);
    if (result[name] !== undefined) result[name] = filled(result[name], field, resolve);
  }
  if (typeof additionalProperties === 'object')
    for (const [name, child] of Object.entries(value))
      if (!Object.hasOwn(properties, name)) result[name] = filled(child, additionalProperties, resolve);
  return result;
}

/** Whether the node has a field with a default, at any depth. */
function hasDefaults(node: SchemaNode, resolve: Definition['resolve']): boolean {
  const before = known.get(node);
  if (before !== undefined) return before;
  const { properties = {}, items, additionalProperties } = node;
  const below = [...Object.values(properties), ...(items ? [items] : [])];
  if (typeof additionalProperties === 'object') below.push(additionalProperties);
  const has = below.map(resolve).some((child) => child.default !== undefined || hasDefaults(child, resolve));
  known.set(node, has);
  return has;
}
