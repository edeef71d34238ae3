import { canonicalJson, sha256 } from './canonical-json';
import { definitionOf, mapChildren, refTo, type JsonSchema } from './json-schema';
import type { SchemaModule } from './kind-schemas';

/** Below this many characters a reference is no shorter than what it stands for. */
const worthSharing = 80;

/**
 * Writes each part that occurs more than once a single time, under a name made of its content. CRDs cannot refer, so
 * they repeat: InferenceService shrinks from 630 to 40 kB, and its validator with it.
 */
export function share({ name, kinds }: SchemaModule): SchemaModule {
  const counts = new Map<string, number>();
  const count = (schema: JsonSchema): JsonSchema => {
    const text = canonicalJson(schema);
    const before = counts.get(text) ?? 0;
    if (text.length >= worthSharing) counts.set(text, before + 1);
    return before === 0 ? mapFields(schema, count) : schema;
  };
  kinds.forEach(({ schema }) => count(schema));

  const shared: Record<string, JsonSchema> = {};
  const replace = (schema: JsonSchema): JsonSchema => {
    const text = canonicalJson(schema);
    if ((counts.get(text) ?? 0) < 2) return mapFields(schema, replace);
    const id = sha256(text).slice(0, 12);
    shared[id] ??= mapFields(schema, replace);
    return refTo(id);
  };
  return {
    name,
    kinds: kinds.map((kind) => ({ ...kind, schema: mapFields(kind.schema, replace) })),
    definitions: shared,
  };
}

/** Leaves `anyOf` and its like alone: they only narrow what the node itself says, and are read as a whole. */
function mapFields(schema: JsonSchema, change: (child: JsonSchema) => JsonSchema): JsonSchema {
  const { allOf, anyOf, oneOf, not } = schema;
  const conditions = { ...(allOf && { allOf }), ...(anyOf && { anyOf }), ...(oneOf && { oneOf }), ...(not && { not }) };
  return { ...mapChildren(schema, change), ...conditions };
}

/** Undoes `share`: the schemas as upstream writes them. */
export function unshare({ name, kinds, definitions }: SchemaModule): SchemaModule {
  const expand = (schema: JsonSchema): JsonSchema => {
    const target = definitionOf(schema);
    if (target === undefined) return mapChildren(schema, expand);
    const found = definitions[target];
    if (!found) throw new Error(`no definition ${target} in the schemas of ${name}`);
    return expand(found);
  };
  return { name, kinds: kinds.map((kind) => ({ ...kind, schema: expand(kind.schema) })), definitions: {} };
}
