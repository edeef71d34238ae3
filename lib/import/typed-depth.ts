import { canonicalJson } from './canonical-json';
import { mapChildren, type JsonSchema } from './json-schema';

/**
 * The schema of a kind, cut at the greatest depth at which it has at most `mostFields` different fields; what lies below
 * takes any value.
 */
export function fitted(schema: JsonSchema, mostFields: number): JsonSchema {
  let best = shortened(schema, 1);
  for (let depth = 2; ; depth += 1) {
    const deeper = shortened(schema, depth);
    const fields = differentFields(deeper);
    if (fields > mostFields || canonicalJson(deeper) === canonicalJson(best)) return best;
    best = deeper;
  }
}

function shortened(schema: JsonSchema, depth: number): JsonSchema {
  if (schema.properties && depth === 0) return {};
  return mapChildren(schema, (child, property) => shortened(child, property === undefined ? depth : depth - 1));
}

/** The number of fields, those of equal parts counted once. */
function differentFields(schema: JsonSchema): number {
  const seen = new Set<string>();
  let fields = 0;
  const count = (node: JsonSchema, property?: string): JsonSchema => {
    if (property !== undefined) fields += 1;
    const text = canonicalJson(node);
    if (seen.has(text)) return node;
    seen.add(text);
    return mapChildren(node, count);
  };
  count(schema);
  return fields;
}
