/** A JSON schema, as far as points are read from it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

/** Every key and every word that a schema knows by name, once for each place: `secrets.backend`, `secrets.backend = existing`. */
export function schemaPoints(schema: JsonSchema): Set<string> {
  const points = new Set<string>();
  const walk = (node: JsonSchema, at: string): void => {
    for (const form of formsOf(node, schema)) {
      for (const word of words(form)) points.add(`${at} = ${String(word)}`);
      for (const [key, inner] of Object.entries(form.properties ?? {})) {
        points.add(join(at, key));
        walk(inner, join(at, key));
      }
      if (typeof form.additionalProperties === 'object') walk(form.additionalProperties, join(at, '*'));
      for (const item of itemsOf(form)) walk(item, `${at}[]`);
    }
  };
  walk(schema, '');
  return points;
}

/** Those of the points that occur in a document. */
export function pointsIn(data: unknown, schema: JsonSchema): Set<string> {
  const points = new Set<string>();
  const walk = (value: unknown, node: JsonSchema, at: string): void => {
    for (const form of formsOf(node, schema)) {
      if (words(form).includes(value)) points.add(`${at} = ${String(value)}`);
      if (Array.isArray(value))
        for (const item of value) for (const inner of itemsOf(form)) walk(item, inner, `${at}[]`);
      else if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) {
          const known = Object.hasOwn(form.properties ?? {}, key) ? form.properties?.[key] : undefined;
          if (known !== undefined) {
            points.add(join(at, key));
            walk(inner, known, join(at, key));
          } else if (typeof form.additionalProperties === 'object')
            walk(inner, form.additionalProperties, join(at, '*'));
        }
    }
  };
  walk(data, schema, '');
  return points;
}

/** The alternatives that a schema is, followed to where they say something. */
function formsOf(node: JsonSchema, root: JsonSchema): JsonSchema[] {
  const name = node.$ref?.replace('#/$defs/', '');
  const target = name === undefined ? undefined : root.$defs?.[name];
  const inner = [...(target ? [target] : []), ...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...inner.flatMap((form) => formsOf(form, root))];
}

function words({ enum: several = [], const: one }: JsonSchema): unknown[] {
  return one === undefined ? [...several] : [...several, one];
}

function itemsOf({ items, prefixItems = [] }: JsonSchema): JsonSchema[] {
  return items === undefined ? [...prefixItems] : [...prefixItems, items];
}

function join(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}
