import { z } from 'zod';
import { withDifferences } from '../environment/differences/differences';
import type { Names } from '../environment/names';
import { on, type On } from '../environment/placement';
import { imageReference } from '../environment/values/image-syntax';

/** A field of a component's settings, as data; `Value` is the type of its parsed value. */
export interface Field<Value = unknown> {
  readonly type: 'on' | 'text' | 'image' | 'integer' | 'flag' | 'choice' | 'list' | 'map' | 'group';
  /** The text that editors show. */
  readonly description: string;
  /** @default - the field is required */
  readonly default?: unknown;
  /** Whether it may be left out, without a default. @default false */
  readonly optional?: boolean;
  /** Only for a text: the regular expression that it must match. @default - any text */
  readonly pattern?: string;
  /** Only for a choice: its values. */
  readonly choices?: readonly string[];
  /** Only for an integer: its bounds, both included. @default - none */
  readonly min?: number;
  readonly max?: number;
  /** Only for a list or map: the field of each value. */
  readonly each?: Field;
  /** Only for a group: its fields by their keys. */
  readonly fields?: Fields;
  /** Never set: it carries the type for the compiler. */
  readonly value?: Value;
}

/** The fields of a block or group by their keys. */
export type Fields = Readonly<Record<string, Field>>;

/** The settings that fields describe. */
export type SettingsOf<Known extends Fields> = {
  readonly [Key in keyof Known]: Known[Key] extends Field<infer Value> ? Value : never;
};

interface Base {
  /** The text that editors show. */
  readonly description: string;
  /** Whether it may be left out, without a default. @default false */
  readonly optional?: boolean;
}
interface Given<Value> extends Base {
  /** @default - the field is required */
  readonly default?: Value;
}
type ValueOf<Value, Options extends Base> = Options extends { readonly optional: true } ? Value | undefined : Value;

/** How a plug-in describes the fields of its component's block. */
export const field = {
  /** Where it runs: a cluster, a list, `managed`, `hub`, `all`, or `{ labels }`. */
  on: <const Options extends Base>(options: Options): Field<ValueOf<On, Options>> => ({ type: 'on', ...options }),
  text: <const Options extends Given<string> & { readonly pattern?: string }>(
    options: Options,
  ): Field<ValueOf<string, Options>> => ({ type: 'text', ...options }),
  /** A container image. */
  image: <const Options extends Given<string>>(options: Options): Field<ValueOf<string, Options>> => ({
    type: 'image',
    ...options,
  }),
  integer: <const Options extends Given<number> & { readonly min?: number; readonly max?: number }>(
    options: Options,
  ): Field<ValueOf<number, Options>> => ({ type: 'integer', ...options }),
  flag: <const Options extends Given<boolean>>(options: Options): Field<ValueOf<boolean, Options>> => ({
    type: 'flag',
    ...options,
  }),
  choice: <const Choice extends string, const Options extends Given<Choice>>(
    choices: readonly Choice[],
    options: Options,
  ): Field<ValueOf<Choice, Options>> => ({ type: 'choice', choices, ...options }),
  list: <Value, const Options extends Given<readonly Value[]>>(
    each: Field<Value>,
    options: Options,
  ): Field<ValueOf<readonly Value[], Options>> => ({ type: 'list', each, ...options }),
  /** A map by names that the user chooses. */
  map: <Value, const Options extends Given<Readonly<Record<string, Value>>>>(
    each: Field<Value>,
    options: Options,
  ): Field<ValueOf<Readonly<Record<string, Value>>, Options>> => ({ type: 'map', each, ...options }),
  group: <const Known extends Fields, const Options extends Base>(
    fields: Known,
    options: Options,
  ): Field<ValueOf<SettingsOf<Known>, Options>> => ({ type: 'group', fields, ...options }),
};

const key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, { error: 'a key begins with a letter and has only letters, digits and "-"' });

/** The schema of a field that a plug-in describes. */
const fieldSchema: z.ZodType = z.lazy(() =>
  z.strictObject({
    type: z.enum(['on', 'text', 'image', 'integer', 'flag', 'choice', 'list', 'map', 'group']),
    description: z.string().min(1),
    default: z.unknown().optional(),
    optional: z.boolean().optional(),
    pattern: z.string().optional(),
    choices: z.array(z.string()).min(1).optional(),
    min: z.number().int().optional(),
    max: z.number().int().optional(),
    each: fieldSchema.optional(),
    fields: fieldsSchema.optional(),
  }),
);

/** The schema of all fields of a block. */
export const fieldsSchema: z.ZodType = z.record(key, fieldSchema);

/** The strict schema that fields describe; what says where it runs takes `for`, unless `for` is a field of its own. */
export function settingsSchema(fields: Fields, names: Names): z.ZodType {
  const block = z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, schemaOf(one, names)])),
  );
  return fields.on?.type === 'on' && fields.for === undefined ? withDifferences(block, names) : block;
}

function schemaOf(one: Field, names: Names): z.ZodType {
  const described = plainSchema(one, names).meta({ description: one.description });
  // Defaults are in the form of the file, and are checked like it.
  if (one.default !== undefined) return described.prefault(one.default as never);
  return one.optional ? described.optional() : described;
}

function plainSchema(one: Field, names: Names): z.ZodType {
  switch (one.type) {
    case 'on':
      return on(names);
    case 'text': {
      if (one.pattern === undefined) return z.string();
      return z.string().regex(new RegExp(one.pattern, 'u'), { error: `write text that matches ${one.pattern}` });
    }
    case 'image':
      return imageReference;
    case 'integer':
      return z
        .number()
        .int()
        .min(one.min ?? Number.MIN_SAFE_INTEGER)
        .max(one.max ?? Number.MAX_SAFE_INTEGER);
    case 'flag':
      return z.boolean();
    case 'choice':
      return z.enum((one.choices ?? []) as [string, ...string[]]);
    case 'list':
      return z.array(one.each ? schemaOf(one.each, names) : z.unknown());
    case 'map':
      return z.record(z.string(), one.each ? schemaOf(one.each, names) : z.unknown());
    case 'group':
      return settingsSchema(one.fields ?? {}, names);
  }
}
