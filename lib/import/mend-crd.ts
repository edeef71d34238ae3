import { mapChildren, omit, type JsonSchema } from './json-schema';

/** What was changed of a CRD that clients or API servers refuse as it stands, or that needs what is not there: a line each. */
export type Mended = string[];

/** The part of a CRD that says who converts between its versions. */
export interface Conversion {
  readonly strategy?: string;
  readonly webhook?: {
    readonly clientConfig?: {
      readonly url?: string;
      readonly service?: { readonly namespace: string; readonly name: string };
    };
  };
}

/**
 * A schema without null in an enumeration, which not every API server and client takes. Where null is the only value, the
 * field must be absent, and the object says so. Null beside others says nothing: `nullable` alone allows it.
 *
 * @throws Error where null is the only value of what is not a field
 */
export function mendEnums(schema: JsonSchema, where: string, mended: Mended): JsonSchema {
  if (schema.enum?.every((value) => value === null))
    throw new Error(`${where}: got an enumeration of null alone, which no value meets`);
  const { properties = {} } = schema;
  const absent = Object.keys(properties).filter((name) => isNullOnly(properties[name]));
  for (const name of absent)
    mended.push(`${where}.${name}: got an enumeration of null alone; the field must be absent`);
  const rest = absent.reduce(omit<JsonSchema>, properties);
  const children = mapChildren({ ...schema, ...(schema.properties && { properties: rest }) }, (child, property) =>
    mendEnums(child, property === undefined ? where : `${where}.${property}`, mended),
  );
  const values = children.enum?.filter((value) => value !== null);
  if (values && values.length !== children.enum?.length)
    mended.push(`${where}: got null in an enumeration; left it out`);
  const forbidden = absent.map((name): JsonSchema => ({ not: { required: [name] } }));
  const [only] = forbidden;
  const fits = forbidden.length === 1 && children.not === undefined;
  return {
    ...(Object.keys(rest).length === 0 && absent.length > 0 ? omitProperties(children) : children),
    ...(values && { enum: values }),
    ...(fits ? only : forbidden.length > 0 && { allOf: [...(children.allOf ?? []), ...forbidden] }),
  };
}

function isNullOnly(schema: JsonSchema | undefined): boolean {
  return schema?.enum !== undefined && schema.enum.length > 0 && schema.enum.every((value) => value === null);
}

function omitProperties({ properties: _, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

/** Notes a conversion webhook: the schemas of imports/ have none, since its server comes with an operator. */
export function mendConversion({ strategy, webhook }: Conversion, where: string, mended: Mended): void {
  if (strategy !== 'Webhook') return;
  const { url, service } = webhook?.clientConfig ?? {};
  const server = service ? `Service ${service.namespace}/${service.name}` : (url ?? 'no server');
  mended.push(`${where}: got a conversion webhook at ${server}, which may not be there; left it out`);
}
