import type { ErrorObject } from 'ajv';
import { textsOf } from '../model/json';
import { count, nearest, oneOf, show } from '../model/words';
import type { ObjectFault } from './object-fault';
import { findingKind } from '../model/finding-kind';
import type { Path } from '../model/origin';
import type { SchemaNode } from './known-kinds';

export const schemaMismatchKind = findingKind({
  code: 'schema-mismatch',
  why: 'The API server rejects a value that its schema does not allow: a wrong type, a missing field, a value out of range.',
  fix: 'Give the value that the message asks for.',
  messages: {
    notManifest: 'got {got:json}; must be an object with apiVersion, kind and metadata',
    missing: 'got nothing; the field is required',
    value: 'got {got:json}; must {demand}{hint}',
  },
});

type Params = Readonly<Record<string, unknown>>;

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

const formatNames: Readonly<Record<string, string>> = {
  byte: 'base64',
  'date-time': 'a time such as 2026-01-31T12:00:00Z',
  duration: 'a duration such as 90s or 1h30m',
};

/** Part of every pattern for quantities, ours and those of CRDs. */
const quantityUnits = '[KMGTPE]i';

/** What each keyword of a schema demands, as the end of `got …; must …`. */
const demands: Readonly<Record<string, (params: Params, node: SchemaNode) => string>> = {
  type: ({ type }) => `be ${typesOf(type)}`,
  enum: ({ allowedValues }) => `be ${oneOf((allowedValues as unknown[]).filter((value) => value !== null))}`,
  pattern: ({ pattern }, { format }) => `be ${patternName(String(pattern), format)}`,
  minimum: ({ limit }) => `be at least ${String(limit)}`,
  maximum: ({ limit }) => `be at most ${String(limit)}`,
  exclusiveMinimum: ({ limit }) => `be more than ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `be less than ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `be a multiple of ${String(multipleOf)}`,
  minLength: ({ limit }) => `have at least ${count(Number(limit), 'character')}`,
  maxLength: ({ limit }) => `have at most ${count(Number(limit), 'character')}`,
  minItems: ({ limit }) => `have at least ${count(Number(limit), 'item')}`,
  maxItems: ({ limit }) => `have at most ${count(Number(limit), 'item')}`,
  minProperties: ({ limit }) => `have at least ${count(Number(limit), 'field')}`,
  maxProperties: ({ limit }) => `have at most ${count(Number(limit), 'field')}`,
  uniqueItems: ({ i, j }) => `not repeat: items ${String(j)} and ${String(i)} are equal`,
};

/** An error of the validator in words: what was got, and what the schema demands there. */
export function schemaMismatch(error: ErrorObject, path: Path, got: unknown, node: SchemaNode): ObjectFault {
  const { keyword, params } = error as { keyword: string; params: Params };
  if (keyword === 'required')
    return schemaMismatchKind.fault('missing', {}, { path: [...path, String(params.missingProperty)] });
  const demand = demands[keyword]?.(params, node) ?? condition(error, node);
  const near = keyword === 'enum' && typeof got === 'string' ? nearest(got, textsOf(params.allowedValues)) : undefined;
  const hint = near === undefined ? '' : `, did you mean ${show(near)}?`;
  return schemaMismatchKind.fault('value', { got, demand, hint }, { path });
}

/** A field that is not there at all, where no schema says that it must be. */
export function missing(path: Path): ObjectFault {
  return schemaMismatchKind.fault('missing', {}, { path });
}

function typesOf(type: unknown): string {
  const types = [type].flat().flatMap((name) => String(name).split(','));
  return types.map((name) => typeNames[name] ?? name).join(' or ');
}

function patternName(pattern: string, format: string | undefined): string {
  if (pattern.includes(quantityUnits)) return 'a quantity such as 500m or 1Gi';
  return formatNames[format ?? ''] ?? `text that matches ${pattern}`;
}

/** For `anyOf`, `oneOf` and `not`: which fields they ask for, or else the condition itself. */
function condition({ keyword, schemaPath }: ErrorObject, node: SchemaNode): string {
  const steps = /\/(?:allOf|anyOf|not|oneOf)\b.*$/.exec(schemaPath)?.[0].split('/').slice(1) ?? [keyword];
  const found = steps.reduce<unknown>((value, step) => (value as Params | undefined)?.[step], node);
  const branches = Array.isArray(found) ? (found as { required?: string[] }[]) : [];
  const fields = branches.map((branch) => (Object.keys(branch).join() === 'required' ? branch.required : undefined));
  if (branches.length > 0 && fields.every((names) => names?.length === 1))
    return `have ${keyword === 'oneOf' ? 'exactly one' : 'at least one'} of ${oneOf(fields.flat())}`;
  if (keyword === 'not') {
    const { enum: values } = (found ?? {}) as { enum?: unknown[] };
    return `not be ${values ? oneOf(values) : JSON.stringify(found)}`;
  }
  return `fit ${keyword} ${JSON.stringify(found)}`;
}
