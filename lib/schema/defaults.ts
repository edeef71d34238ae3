import { isObject } from '../model/json';
import type { Definition, SchemaNode } from './known-kinds';

const known = new WeakMap<SchemaNode, boolean>();
const filling = new WeakMap<SchemaNode, readonly Field[]>();

/** A field with a default, or with one somewhere below. */
interface Field {
  readonly name: string;
  readonly field: SchemaNode;
}

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
  for (const { name, field } of fieldsToFill(node, resolve)) {
    const absent = result[name] === undefined || (result[name] === null && field.nullable !== true);
    if (absent && field.default !== undefined) result[name] = structuredClone(field.default);
    if (result[name] !== undefined) result[name] = filled(result[name], field, resolve);
  }
  if (typeof additionalProperties === 'object')
    for (const [name, child] of Object.entries(value))
      if (!Object.hasOwn(properties, name)) result[name] = filled(child, additionalProperties, resolve);
  return result;
}

/** The fields of a node to look at: of an Application, a few among some hundred. */
function fieldsToFill(node: SchemaNode, resolve: Definition['resolve']): readonly Field[] {
  const before = filling.get(node);
  if (before !== undefined) return before;
  const fields = Object.entries(node.properties ?? {})
    .map(([name, child]) => ({ name, field: resolve(child) }))
    .filter(({ field }) => field.default !== undefined || hasDefaults(field, resolve));
  filling.set(node, fields);
  return fields;
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
