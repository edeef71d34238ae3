import { createRequire } from 'node:module';
import { factsOf, knownKinds as table } from '../kinds/kind-table';
import { groupOf } from '../model/manifest';
import { once } from '../model/once';

/** A node of a committed schema. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
  readonly [keyword: string]: unknown;
}

/** A rule of `x-kubernetes-validations`. */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly fieldPath?: string;
  readonly reason?: string;
  readonly optionalOldSelf?: boolean;
}

/** A schema that ajv has compiled; `errors` has the faults of the last value. Declared here because users have no ajv. */
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: unknown;
}

/** What imports/ knows of a kind. */
export interface KnownKind {
  readonly namespaced: boolean;
  /** Whether it is a kind of Kubernetes itself. */
  readonly core: boolean;
  /** Loaded at the first call: a run pays only for the kinds that it renders. */
  readonly schema: () => Definition;
  readonly validate: () => Validator;
}

/** A schema with the definitions that it may point at. */
export interface Definition {
  readonly node: SchemaNode;
  readonly resolve: (node: SchemaNode) => SchemaNode;
}

interface SchemaFile {
  readonly kinds: Readonly<Record<string, { readonly schema: SchemaNode }>>;
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

const load = createRequire(__filename);
const coreModule = 'k8s';
const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Every `apiVersion/Kind` that has a schema. */
export const knownKinds: readonly string[] = [...table].flatMap(([key, { versions }]) => {
  const slash = key.lastIndexOf('/');
  const [group, kind] = [key.slice(0, slash), key.slice(slash + 1)];
  return Object.entries(versions).flatMap(([version, module]) =>
    module === null ? [] : [`${group === '' ? version : `${group}/${version}`}/${kind}`],
  );
});

const found = new Map<string, KnownKind | undefined>();

/** @returns undefined where no schema of that kind was imported. */
export function knownKind(apiVersion: string, kind: string): KnownKind | undefined {
  const key = `${apiVersion}/${kind}`;
  if (!found.has(key)) found.set(key, describe(key, apiVersion, kind));
  return found.get(key);
}

function describe(key: string, apiVersion: string, kind: string): KnownKind | undefined {
  const facts = factsOf({ group: groupOf(apiVersion), kind });
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const module = facts && Object.hasOwn(facts.versions, version) ? facts.versions[version] : undefined;
  if (facts === undefined || module === undefined || module === null) return undefined;
  return {
    namespaced: facts.scope === 'Namespaced',
    core: module === coreModule,
    schema: once(() => {
      const { kinds: all } = schemaFile(module);
      return definition(module, all[key]?.schema ?? {});
    }),
    validate: once(() => validator(module, key.replaceAll(/\W/g, '_'))),
  };
}

/** The metadata that every kind has. */
export const metadata = {
  schema: once(() => definition(coreModule, { $ref: `#/definitions/${objectMeta}` })),
  validate: once(() => validator('metadata', 'ObjectMeta')),
};

function definition(module: string, node: SchemaNode): Definition {
  const { definitions } = schemaFile(module);
  return {
    node,
    resolve: (pointer) =>
      pointer.$ref === undefined ? pointer : (definitions[pointer.$ref.slice('#/definitions/'.length)] ?? {}),
  };
}

function schemaFile(module: string): SchemaFile {
  return load(`../../imports/schemas/${module}.json`) as SchemaFile;
}

function validator(module: string, name: string): Validator {
  const exported = load(`../../imports/validators/${module}.js`) as Readonly<Record<string, Validator>>;
  const validate = exported[name];
  if (!validate) throw new Error(`imports/validators/${module}.js has no ${name}; run the import`);
  return validate;
}
