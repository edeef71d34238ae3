import type Ajv from 'ajv';
import { cutKind } from '../../import/cut';
import { isKnownFormat, validationKind } from '../../import/validation-schema';
import { mapChildren, type JsonSchema } from '../../import/json-schema';
import { fieldsOf, isObject, objectsOf } from '../../model/json';
import type { Manifest } from '../../model/manifest';
import { once } from '../../model/once';
import { knownKind, type KnownKind, type Validator } from '../../schema/known-kinds';
import { schemaFaults } from '../../schema/schema-faults';

/** The kinds that a folder defines itself: its CustomResourceDefinitions have the schemas of their objects. */
export interface DefinedKinds {
  /** The kind in one version; undefined where the folder does not define it. */
  find(apiVersion: string, kind: string): KnownKind | undefined;
  /** The versions that the folder's definition of a kind serves; undefined where the folder does not define it. */
  served(group: string, kind: string): readonly string[] | undefined;
  /** Whether the object has the type by which the rules read its kind. */
  isOfType(manifest: Manifest): boolean;
}

/** @param definitions CustomResourceDefinitions, which may have any shape */
export function definedKinds(definitions: readonly Manifest[]): DefinedKinds {
  const kinds = new Map<string, KnownKind>();
  const served = new Map<string, string[]>();
  for (const { spec } of definitions) {
    const { group, names, scope, versions } = fieldsOf(spec);
    const { kind } = fieldsOf(names);
    if (typeof group !== 'string' || typeof kind !== 'string') continue;
    const versionsServed: string[] = [];
    for (const version of objectsOf(versions)) {
      const { name, schema } = version;
      if (typeof name !== 'string' || version.served === false) continue;
      versionsServed.push(`${group}/${name}`);
      const { openAPIV3Schema } = fieldsOf(schema);
      if (!isObject(openAPIV3Schema)) continue;
      kinds.set(`${group}/${name}/${kind}`, fromSchema(openAPIV3Schema, { group, kind, version: name, scope }));
    }
    served.set(`${group}/${kind}`, versionsServed);
  }
  return {
    find: (apiVersion, kind) => kinds.get(`${apiVersion}/${kind}`),
    served: (group, kind) => served.get(`${group}/${kind}`),
    isOfType: (manifest) =>
      !kinds.has(`${manifest.apiVersion}/${manifest.kind}`) ||
      knownKind(manifest.apiVersion, manifest.kind) === undefined ||
      schemaFaults(manifest).length === 0,
  };
}

interface Named {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly scope: unknown;
}

function fromSchema(written: JsonSchema, { group, kind, version, scope }: Named): KnownKind {
  const schema = once(() => cutKind(readable(written)));
  const namespaced = scope !== 'Cluster';
  return {
    namespaced,
    core: false,
    schema: () => ({ node: schema(), resolve: (node) => node }),
    validate: once(() => {
      const whole = { group, kind, version, scope: namespaced ? 'Namespaced' : 'Cluster', schema: schema() } as const;
      return compiled(validationKind(whole, false));
    }),
  };
}

/** The schema without formats that we cannot check; the API server ignores most of them, too. */
function readable(schema: JsonSchema): JsonSchema {
  const { format, ...rest } = schema;
  const kept = format === undefined || !isKnownFormat(format) ? rest : schema;
  return mapChildren(kept, readable);
}

/** The validator of a schema; one that accepts everything where the schema cannot be compiled. */
function compiled(schema: JsonSchema): Validator {
  try {
    // Few folders define kinds, and the library is slow to load.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- at the top of the file every run would load it
    const { default: Compiler } = require('ajv') as { readonly default: typeof Ajv };
    const options = { allErrors: true, strict: false, messages: false, unicodeRegExp: false, logger: false } as const;
    return new Compiler(options).compile(schema);
  } catch {
    return Object.assign(() => true, { schema: {}, schemaEnv: {} });
  }
}
