import { z } from 'zod';
import { isChoice } from '../composition/merged-keys';

/**
 * The schema of some of the settings that `schema` describes: the same types, no key required, no defaults. Checks across keys wait
 * for the whole. A choice is given as a whole.
 */
export function partialOf(schema: z.ZodType): z.ZodType {
  const { type, inner, description } = withoutDefault(schema);
  return described(
    type === 'object' ? partialObject(inner as z.ZodObject) : (partialRecord(inner) ?? inner),
    description,
  );
}

function partialObject({ def: { shape } }: z.ZodObject): z.ZodType {
  const keys = Object.entries(shape as Readonly<Record<string, z.ZodType>>).map(([key, value]) => {
    const given = isChoice([key]) ? withoutDefault(value).inner : partialOf(value);
    return [key, described(given.optional(), withoutDefault(value).description)] as const;
  });
  return z.strictObject(Object.fromEntries(keys));
}

function partialRecord(schema: z.ZodType): z.ZodType | undefined {
  if (!(schema instanceof z.ZodRecord)) return undefined;
  const { keyType, valueType } = schema.def as unknown as { keyType: z.ZodString; valueType: z.ZodType };
  return z.record(keyType, partialOf(valueType));
}

interface Unwrapped {
  readonly type: string;
  readonly inner: z.ZodType;
  /** The description of the outermost wrapper that has one. */
  readonly description: string | undefined;
}

function withoutDefault(schema: z.ZodType): Unwrapped {
  if (!wrappers.has(schema.type)) return { type: schema.type, inner: schema, description: schema.description };
  const { innerType } = schema.def as unknown as { readonly innerType: z.ZodType };
  const within = withoutDefault(innerType);
  return { ...within, description: schema.description ?? within.description };
}

const wrappers: ReadonlySet<string> = new Set(['default', 'optional', 'prefault']);

function described(schema: z.ZodType, description: string | undefined): z.ZodType {
  return description === undefined || schema.description === description ? schema : schema.meta({ description });
}
