import { mapChildren, plainKeywords, type JsonSchema } from './json-schema';

/** What validates or shapes; all else of a schema is prose for people or hints for `kubectl`. */
const kept = new Set([
  ...plainKeywords,
  '$ref',
  'additionalProperties',
  'allOf',
  'anyOf',
  'default',
  'enum',
  'format',
  'items',
  'nullable',
  'pattern',
  'properties',
  'required',
  'type',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
]);

/** A status is written by controllers: its shape is none of ours. */
export const anyStatus: JsonSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** A schema without prose; `required`, whose order means nothing, is sorted. */
export function withoutProse(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).filter(([keyword]) => kept.has(keyword));
  const cut: JsonSchema = Object.fromEntries(entries);
  return mapChildren({ ...cut, ...(cut.required && { required: [...cut.required].sort() }) }, withoutProse);
}

/** The schema of a whole kind: no prose, and a status of any shape. */
export function cutKind(schema: JsonSchema): JsonSchema {
  const { properties, required, ...rest } = withoutProse(schema);
  const { status, ...others } = properties ?? {};
  const needed = required?.filter((name) => name !== 'status') ?? [];
  return {
    ...rest,
    ...(properties && { properties: { ...others, ...(status && { status: anyStatus }) } }),
    ...(needed.length > 0 && { required: needed }),
  };
}
