import { withCoreValues } from './core-values';
import { plainKeywords, type JsonSchema } from './json-schema';
import { coreDefinition, coreModule, type KindSchema, type SchemaModule } from './kind-schemas';

/** What a format demands, in keywords that need no code beside the validator. */
const formats: Readonly<Record<string, JsonSchema>> = {
  int32: { minimum: -2147483648, maximum: 2147483647 },
  // The nearest numbers that JavaScript can hold.
  int64: { minimum: -(2 ** 63), maximum: 2 ** 63 },
  byte: { pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' },
  'date-time': { pattern: '^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)$' },
  duration: { pattern: '^[+-]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|ms|s|m|h))+)$' },
  'int-or-string': {},
};

const quantity: JsonSchema = {
  type: ['string', 'number'],
  pattern: '^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?$',
};

/** Core definitions whose schema alone does not say what the API server takes. */
const coreDefinitions: Readonly<Record<string, JsonSchema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': quantity,
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'], ...formats.int32 },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { type: 'object' },
};

/** The definitions of a module as ajv is to compile them: unknown fields are errors. */
export function validationDefinitions({ name, definitions }: SchemaModule): Record<string, JsonSchema> {
  const entries = Object.entries(definitions).map(([id, schema]): [string, JsonSchema] => {
    const special = name === coreModule ? coreDefinitions[id] : undefined;
    return [id, special ?? validationNode(name === coreModule ? withCoreValues(id, schema) : schema)];
  });
  return Object.fromEntries(entries);
}

/** A whole object: its metadata is checked apart, against ObjectMeta, for every kind alike. */
export function validationKind(kind: KindSchema, core: boolean): JsonSchema {
  const schema = core ? withCoreValues(coreDefinition(kind), kind.schema) : kind.schema;
  const any: JsonSchema = {};
  const { properties, required, ...rest } = validationNode(schema);
  return {
    ...rest,
    properties: { ...properties, apiVersion: any, kind: any, metadata: any },
    required: required?.filter((field) => field !== 'metadata' && field !== 'apiVersion' && field !== 'kind') ?? [],
  };
}

function validationNode(schema: JsonSchema): JsonSchema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref };
  const { properties, required, items, additionalProperties, anyOf, allOf, format, nullable } = schema;
  const either = schema['x-kubernetes-int-or-string'] === true;
  const type = either ? ['integer', 'string'] : schema.type === undefined ? [] : [schema.type].flat();
  const closed = type.includes('object') && !schema['x-kubernetes-preserve-unknown-fields'];
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const needed = [...(required ?? []), ...(embedded ? ['apiVersion', 'kind', 'metadata'] : [])];
  return {
    ...(format !== undefined && formatKeywords(format)),
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => plainKeywords.includes(keyword))),
    ...(schema.pattern !== undefined && { pattern: fromGo(schema.pattern) }),
    ...(type.length > 0 && { type: nullable ? [...type, 'null'] : type.length === 1 ? type[0] : type }),
    ...(schema.enum && { enum: nullable ? [...schema.enum, null] : schema.enum }),
    ...(needed.length > 0 && { required: needed }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, validationNode(child)])),
    }),
    ...(items && { items: validationNode(items) }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: validationNode(additionalProperties) }
      : closed && additionalProperties !== true && { additionalProperties: false }),
    // Of an int-or-string these only say the two types again.
    ...(!either && anyOf && { anyOf }),
    ...(allOf && { allOf }),
  };
}

/** JavaScript has no `(?i)`: each letter after it becomes a class of both cases. */
function fromGo(pattern: string): string {
  const [before = '', insensitive] = pattern.split('(?i)');
  if (insensitive === undefined) return pattern;
  if (/[[\\]/.test(insensitive))
    throw new Error(`pattern ${pattern}: (?i) before a class or an escape is not supported`);
  const bothCases = (letter: string) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
  return before + insensitive.replaceAll(/[A-Za-z]/g, bothCases);
}

/** Whether a check is known for what a format demands. */
export function isKnownFormat(format: string): boolean {
  return Object.hasOwn(formats, format);
}

function formatKeywords(format: string): JsonSchema {
  const keywords = formats[format];
  if (!keywords) throw new Error(`format ${format} has no check yet; say in validation-schema.ts what it demands`);
  return keywords;
}
