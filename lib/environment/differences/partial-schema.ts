import { z } from 'zod';
import { isChoice } from '../composition/merged-keys';

/**
 * The schema of some of the settings that `schema` describes: the same types, no key required, no defaults. Checks across keys wait
 * for the whole. A choice is given as a whole.
 */
export function partialOf(schema: z.ZodType): z.ZodType {
  const { type, inner, about } = withoutDefault(schema);
  return shown(type === 'object' ? partialObject(inner as z.ZodObject) : (partialRecord(inner) ?? inner), about);
}

function partialObject({ def: { shape } }: z.ZodObject): z.ZodType {
  const keys = Object.entries(shape as Readonly<Record<string, z.ZodType>>).map(([key, value]) => {
    const given = isChoice([key]) ? withoutDefault(value).inner : partialOf(value);
    return [key, shown(given.optional(), withoutDefault(value).about)] as const;
  });
  return z.strictObject(Object.fromEntries(keys));
}

function partialRecord(schema: z.ZodType): z.ZodType | undefined {
  if (!(schema instanceof z.ZodRecord)) return undefined;
  const { keyType, valueType } = schema.def as unknown as { keyType: z.ZodString; valueType: z.ZodType };
  return z.record(keyType, partialOf(valueType));
}

/** What editors show of a setting. */
interface About {
  readonly description?: string | undefined;
  readonly examples?: unknown;
}

interface Unwrapped {
  readonly type: string;
  readonly inner: z.ZodType;
  /** Each part from the outermost wrapper that has it. */
  readonly about: About;
}

function withoutDefault(schema: z.ZodType): Unwrapped {
  const about = aboutOf(schema);
  if (!wrappers.has(schema.type)) return { type: schema.type, inner: schema, about };
  const { innerType } = schema.def as unknown as { readonly innerType: z.ZodType };
  const within = withoutDefault(innerType);
  return { ...within, about: { ...within.about, ...about } };
}

const wrappers: ReadonlySet<string> = new Set(['default', 'optional', 'prefault']);

function aboutOf(schema: z.ZodType): About {
  const { description, examples } = schema.meta() ?? {};
  return { ...(description !== undefined && { description }), ...(examples !== undefined && { examples }) };
}

function shown(schema: z.ZodType, about: About): z.ZodType {
  const has = aboutOf(schema);
  const lacking = Object.entries(about).some(([key, value]) => has[key as keyof About] !== value);
  return lacking ? schema.meta({ ...about }) : schema;
}
