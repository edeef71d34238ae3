import type { z } from 'zod';

type JSONSchema = z.core.JSONSchema.JSONSchema;

/** How zod calls a part that stands in several places and has no name of its own. */
const unnamed = /^__schema\d+$/;

/** A part with as many characters is written out where it stands: a reference would only hide what it is. */
const small = 400;

/**
 * The schema with its shared parts named after the key where each stands first. These and the blocks that stand in one place
 * have a title each, for editors show it in hovers, completions and messages. Small parts are written out.
 */
export function withNamedDefinitions(schema: JSONSchema): JSONSchema {
  const { $defs = {}, ...root } = schema;
  const settled = new Map<string, JSONSchema>();
  const names = new Map<string, string>();
  const taken = new Set(Object.keys($defs).filter((id) => !unnamed.test(id)));

  const partOf = (id: string): JSONSchema => {
    const known = settled.get(id);
    if (known !== undefined) return known;
    const part = settle($defs[id]) as JSONSchema;
    settled.set(id, part);
    return part;
  };
  const settle = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(settle);
    if (!isSchema(node)) return node;
    const others = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, settle(value)]));
    const id = idOf(node);
    if (id === undefined) return others;
    const part = partOf(id);
    if (!unnamed.test(id) || (part.$ref === undefined && JSON.stringify(part).length > small)) return others;
    const { $ref: _, ...beside } = others;
    return { ...part, ...beside };
  };
  const name = (node: unknown, path: readonly string[]): void => {
    if (Array.isArray(node)) {
      for (const each of node) name(each, path);
    }
    if (!isSchema(node) || Array.isArray(node)) return;
    const id = idOf(node);
    if (id !== undefined && !names.has(id)) {
      names.set(id, unnamed.test(id) ? freeName(path, taken) : id);
      name(partOf(id), path);
    }
    const { properties, ...others } = node;
    for (const [key, value] of Object.entries(properties ?? {})) name(value, [...path, key]);
    for (const value of Object.values(others)) name(value, path);
  };

  const document = settle(root) as JSONSchema;
  name(document, []);
  const parts = [...names].map(([id, called]) => [called, { title: titleOf(called), ...partOf(id) }] as const);
  const rename = (id: string) => names.get(id) ?? id;
  return renamed({ ...document, $defs: Object.fromEntries(parts) }, rename) as JSONSchema;
}

/** The last keys of the path that no other part is called by. A pointer would read "/" as a step. */
function freeName(path: readonly string[], taken: Set<string>): string {
  const keys = path.map((key) => key.replaceAll('/', '-'));
  const candidates = keys.map((_, index) => keys.slice(-index - 1).join('.'));
  let name = candidates.find((each) => !taken.has(each));
  for (let count = 2; name === undefined; count += 1) {
    const numbered = `${keys.join('.')}-${count}`;
    if (!taken.has(numbered)) name = numbered;
  }
  taken.add(name);
  return name;
}

function titleOf(name: string): string {
  return name.replace(/-\d+$/, '');
}

function renamed(node: unknown, rename: (id: string) => string): unknown {
  if (Array.isArray(node)) return node.map((each) => renamed(each, rename));
  if (!isSchema(node)) return node;
  const id = idOf(node);
  const others = Object.entries(node).map(([key, value]) => {
    const part = renamed(value, rename);
    return [key, key === 'properties' ? titled(part as NonNullable<JSONSchema['properties']>) : part] as const;
  });
  return { ...Object.fromEntries(others), ...(id !== undefined && { $ref: `#/$defs/${rename(id)}` }) };
}

/** A block without a title would be called by that of the whole document. */
function titled(properties: NonNullable<JSONSchema['properties']>): NonNullable<JSONSchema['properties']> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, isBlock(value) ? { title: key, ...value } : value]),
  );
}

function isBlock(schema: JSONSchema | boolean): schema is JSONSchema {
  if (typeof schema === 'boolean' || schema.$ref !== undefined) return false;
  return [schema.properties, schema.additionalProperties, schema.anyOf].some((each) => typeof each === 'object');
}

function idOf({ $ref }: JSONSchema): string | undefined {
  return typeof $ref === 'string' ? $ref.slice('#/$defs/'.length) : undefined;
}

function isSchema(node: unknown): node is JSONSchema {
  return typeof node === 'object' && node !== null;
}
