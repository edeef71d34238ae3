/** A node of an OpenAPI schema as Kubernetes writes it, without prose. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly [keyword: string]: unknown;
}

/** Keywords that mean the same to JSON Schema as to the API server. */
export const plainKeywords: readonly string[] = [
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'not',
  'oneOf',
  'uniqueItems',
];

/** Definitions by their names, without the prefix by which a `$ref` points at them. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

const definitionsPrefix = '#/definitions/';

/** A node that points at the definition of that name. */
export function refTo(name: string): JsonSchema {
  return { $ref: `${definitionsPrefix}${name}` };
}

/** The name of the definition that a node points at; undefined where it points at none. */
export function definitionOf(schema: JsonSchema): string | undefined {
  return schema.$ref?.startsWith(definitionsPrefix) ? schema.$ref.slice(definitionsPrefix.length) : undefined;
}

/** The same node with `change` applied to each node directly below it. */
export function mapChildren(
  schema: JsonSchema,
  change: (child: JsonSchema, property?: string) => JsonSchema,
): JsonSchema {
  const { properties, items, additionalProperties, allOf, anyOf, oneOf, not } = schema;
  const all = (list: readonly JsonSchema[]) => list.map((child) => change(child));
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, change(child, name)])),
    }),
    ...(items && { items: change(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: change(additionalProperties) }),
    ...(allOf && { allOf: all(allOf) }),
    ...(anyOf && { anyOf: all(anyOf) }),
    ...(oneOf && { oneOf: all(oneOf) }),
    ...(not && { not: change(not) }),
  };
}

/** The same record without one of its keys. */
export function omit<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** Every definition that the schema reaches, by name, itself left out. */
export function reachable(schema: JsonSchema, definitions: Definitions): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  const visit = (node: JsonSchema): JsonSchema => {
    const name = definitionOf(node);
    if (name !== undefined && !(name in found)) {
      const target = definitions[name];
      if (!target) throw new Error(`no definition ${name}; the schema refers to it`);
      found[name] = target;
      visit(target);
    }
    return mapChildren(node, visit);
  };
  visit(schema);
  return found;
}
