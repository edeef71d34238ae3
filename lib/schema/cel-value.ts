import { isObject } from '../model/json';
import type { Definition, SchemaNode } from './known-kinds';

/** Words that CEL keeps for itself: a field of that name is read as `__name__`. */
const reserved = new Set([
  'as',
  'break',
  'const',
  'continue',
  'else',
  'false',
  'for',
  'function',
  'if',
  'import',
  'in',
  'let',
  'loop',
  'namespace',
  'null',
  'package',
  'return',
  'true',
  'var',
  'void',
  'while',
]);

const escapes: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};

/** A value as rules see it: whole numbers are integers where the schema says so, and field names are escaped. */
export function celValue(value: unknown, pointer: SchemaNode, resolve: Definition['resolve']): unknown {
  const node = resolve(pointer);
  if (typeof value === 'number') return isInteger(value, node) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map((item) => celValue(item, node.items ?? {}, resolve));
  if (!isObject(value)) return node.format === 'date-time' && typeof value === 'string' ? new Date(value) : value;
  const { properties, additionalProperties } = node;
  const values = typeof additionalProperties === 'object' ? additionalProperties : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      const field = properties?.[name];
      return [field ? escapeName(name) : name, celValue(child, field ?? values, resolve)];
    }),
  );
}

/** Of an int-or-string, and where the schema says nothing, a whole number is an integer too. */
function isInteger(value: number, { type }: SchemaNode): boolean {
  return Number.isInteger(value) && type !== 'number';
}

function escapeName(name: string): string {
  if (reserved.has(name)) return `__${name}__`;
  return name.replaceAll(/__|[./-]/g, (part) => escapes[part] ?? part);
}
