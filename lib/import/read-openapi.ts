import { anyStatus, cutKind, withoutProse } from './cut';
import { definitionOf, mapChildren, omit, reachable, refTo, type Definitions, type JsonSchema } from './json-schema';
import { coreModule, type KindSchema, type SchemaModule } from './kind-schemas';
import type { SourceKind } from './sources';

const rawExtension = 'io.k8s.apimachinery.pkg.runtime.RawExtension';
const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The schemas of an OpenAPI document, version 2 or 3, by name. */
export function schemasOf(text: string): Definitions {
  const document = JSON.parse(text) as {
    readonly definitions?: Definitions;
    readonly components?: { readonly schemas?: Definitions };
  };
  return document.components?.schemas ?? document.definitions ?? {};
}

/** Core kinds with the definitions that they share, cut. */
export function readCoreKinds(all: Definitions, wanted: readonly SourceKind[]): SchemaModule {
  const kinds = wanted.flatMap((kind) =>
    kind.versions.map((version): KindSchema => {
      const { group, kind: name, scope, plural } = kind;
      return {
        group,
        version,
        kind: name,
        scope,
        ...(plural !== undefined && { plural }),
        schema: coreKind(all, kind),
      };
    }),
  );
  const plain = Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, coreNode(schema)]));
  const used = kinds.map(({ schema }) => reachable(schema, plain));
  return { name: coreModule, kinds, definitions: Object.fromEntries(used.flatMap((part) => Object.entries(part))) };
}

function coreKind(all: Definitions, { definition = '', status }: SourceKind): JsonSchema {
  const { properties, ...rest } = coreNode(lookup(all, definition));
  const others = omit(properties ?? {}, 'status');
  return { ...rest, properties: { ...others, ...(status && { status: anyStatus }) } };
}

/**
 * A reference becomes a plain one, wherever the document put it. Defaults that Go's zero values make (`{}`, an empty
 * string) say nothing and differ between documents.
 */
function coreNode(schema: JsonSchema): JsonSchema {
  const [only, ...more] = schema.allOf ?? [];
  const name = /^#\/(?:components\/schemas|definitions)\/(.+)$/.exec(schema.$ref ?? only?.$ref ?? '')?.[1];
  if (name !== undefined && more.length === 0) return refTo(name);
  const { default: value, ...rest } = withoutProse(schema);
  const empty = value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return mapChildren({ ...rest, ...(value !== undefined && !empty && { default: value }) }, coreNode);
}

/** A kind of an aggregated API as if it were a CRD: references written out, metadata left to the API server. */
export function readWrappedKinds(all: Definitions, wanted: readonly SourceKind[]): KindSchema[] {
  return wanted.flatMap(({ group, kind, scope, plural, versions, definition = '' }) =>
    versions.map((version) => {
      const schema = cutKind(inlined(lookup(all, definition), all));
      return { group, version, kind, scope, ...(plural !== undefined && { plural }), schema };
    }),
  );
}

function inlined(schema: JsonSchema, all: Definitions): JsonSchema {
  const node = coreNode(schema);
  const target = definitionOf(node);
  if (target === objectMeta) return { type: 'object' };
  if (target === rawExtension) return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  if (target !== undefined) return inlined(lookup(all, target), all);
  return mapChildren(omit(node, 'default'), (child) => inlined(child, all));
}

function lookup(all: Definitions, name: string): JsonSchema {
  const found = all[name];
  if (!found) throw new Error(`no definition ${name} in the OpenAPI document`);
  return found;
}
