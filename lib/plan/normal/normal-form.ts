import type { Manifest } from '../../model/manifest';
import { billionths } from '../../model/quantity';
import { withDefaults } from '../../schema/defaults';
import { knownKind, type Definition, type SchemaNode } from '../../schema/known-kinds';
import { type Fields, fieldsOf, isObject } from '../../model/json';
import { fillCoreDefaults } from './core-defaults';
import { pointerFields } from './pointer-fields';

/**
 * An object as the API server would store it, as far as its manifest tells: with defaults, without what means nothing (nulls,
 * empty lists and maps, zero values of fields that are no pointers), quantities in one notation, the text of a Secret as its
 * data. Two manifests of one normal form are one and the same object.
 */
export function normalForm(manifest: Manifest): Fields {
  const { apiVersion, kind } = manifest;
  const known = knownKind(apiVersion, kind);
  const { status: _, ...written } = structuredClone<Manifest & { status?: unknown }>(manifest);
  if (known && !known.core) {
    const schema = known.schema();
    const filled = fieldsOf(withDefaults(written, schema));
    return { ...fieldsOf(pruned(filled, schema.node, new Custom(schema.resolve))), metadata: metadataOf(filled) };
  }
  foldText(written);
  fillCoreDefaults(written);
  const { node, resolve } = known?.schema() ?? unknownSchema;
  const form = fieldsOf(pruned(written, node, known ? new Core(resolve) : new Unknown()));
  return { ...form, metadata: metadataOf(written) };
}

/** What the API server writes into `metadata` by itself is not compared, and neither is what stands for none. */
function metadataOf({ metadata }: Fields): Fields {
  const kept = Object.entries(fieldsOf(metadata)).filter(([field, value]) => !written.has(field) && !isEmpty(value));
  return Object.fromEntries(kept);
}

const written = new Set(['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid']);

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/** `stringData` is written into `data` in base64, over what stands there. */
function foldText(object: Record<string, unknown>): void {
  if (object.kind !== 'Secret' || !isObject(object.stringData)) return;
  const entries = Object.entries(object.stringData).map(([key, text]) => [
    key,
    Buffer.from(typeof text === 'string' ? text : String(text)).toString('base64'),
  ]);
  object.data = { ...fieldsOf(object.data), ...(Object.fromEntries(entries) as Fields) };
  delete object.stringData;
}

const unknownSchema: Definition = { node: {}, resolve: (node) => node };

/** Structs that are the same whether absent or empty, since they are not pointers. */
const values = new Set(['metadata', 'resources', 'strategy', 'updateStrategy', 'status']);

/** How kinds differ in what of them means nothing. */
interface Form {
  resolve(node: SchemaNode): SchemaNode;
  /** A scalar as it counts; undefined where it counts for none. */
  scalar(value: unknown, node: SchemaNode, field: string | undefined): unknown;
  /** The items in the order that counts. */
  list(items: unknown[], node: SchemaNode): unknown[];
  readonly keepsEmptyStructs: (field: string | undefined) => boolean;
}

class Core implements Form {
  constructor(readonly resolve: Form['resolve']) {}

  scalar(value: unknown, node: SchemaNode, field: string | undefined): unknown {
    if (isQuantity(node)) return quantity(value);
    const zero = value === 0 || value === false || value === '';
    return zero && field !== undefined && !pointerFields.has(field) ? undefined : value;
  }

  list(items: unknown[]): unknown[] {
    return items;
  }

  keepsEmptyStructs = (field: string | undefined): boolean => field === undefined || !values.has(field);
}

class Custom implements Form {
  constructor(readonly resolve: Form['resolve']) {}

  scalar(value: unknown, node: SchemaNode): unknown {
    return node['x-kubernetes-int-or-string'] === true && String(node.pattern).includes('[KMGTPE]i')
      ? quantity(value)
      : value;
  }

  /** Items of sets and maps are found by what they are, not by where they stand. */
  list(items: unknown[], node: SchemaNode): unknown[] {
    const type = node['x-kubernetes-list-type'];
    if (type !== 'set' && type !== 'map') return items;
    const keys = node['x-kubernetes-list-map-keys'];
    const keyOf = (item: unknown) => JSON.stringify(keys && isObject(item) ? keys.map((key) => item[key]) : item);
    return items
      .map((item) => ({ item, key: keyOf(item) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ item }) => item);
  }

  keepsEmptyStructs = (): boolean => true;
}

class Unknown extends Core {
  constructor() {
    super((node) => node);
  }

  override scalar(value: unknown): unknown {
    return value;
  }
}

function isQuantity({ oneOf }: SchemaNode): boolean {
  return JSON.stringify(oneOf) === '[{"type":"string"},{"type":"number"}]';
}

/** Equal quantities as one text, whatever their notation. */
function quantity(value: unknown): unknown {
  const parsed = billionths(value);
  return parsed === undefined ? value : canonical(parsed);
}

const scale = 10n ** 9n;

function canonical(parsed: bigint): string {
  if (parsed % scale === 0n) return String(parsed / scale);
  return `${String(parsed)}n`;
}

function pruned(value: unknown, pointer: SchemaNode, form: Form, field?: string): unknown {
  if (value === null || value === undefined) return undefined;
  const node = form.resolve(pointer);
  if (Array.isArray(value)) {
    const items = value.map((item) => pruned(item, node.items ?? {}, form) ?? null);
    return items.length === 0 ? undefined : form.list(items, node);
  }
  if (!isObject(value)) return form.scalar(value, node, field);
  const { properties, additionalProperties } = node;
  const isMap = properties === undefined && additionalProperties !== undefined;
  const entries = Object.entries(value).flatMap(([name, child]): [string, unknown][] => {
    const known = properties?.[name];
    const inMap = known === undefined && properties === undefined;
    const below = known ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
    const kept = pruned(child, below, form, inMap ? undefined : name);
    return kept === undefined ? [] : [[name, kept]];
  });
  if (entries.length === 0 && (isMap || !form.keepsEmptyStructs(field))) return undefined;
  return Object.fromEntries(entries);
}
