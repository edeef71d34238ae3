import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { canonicalJson } from './canonical-json';
import { mapChildren, refTo, type JsonSchema } from './json-schema';
import { coreDefinition, coreModule, type SchemaModule } from './kind-schemas';
import { fitted } from './typed-depth';

/**
 * How many fields the typed construct of a custom kind may have. A kind that has more is cut at the greatest depth that
 * fits, and what lies below is `any`. Chosen so that all of imports/ stays under 20,000 lines of TypeScript. Core kinds
 * share their types, so they go as deep as the API does.
 */
const mostFields = 260;

interface ConstructDefinition {
  readonly custom: boolean;
  readonly fqn: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly schema: JsonSchema;
  readonly prefix?: string;
  readonly suffix?: string;
}
interface TypeGenerator {
  addDefinition(name: string, schema: JsonSchema): void;
  render(): string;
}
interface Codegen {
  readonly getTypeName: (custom: boolean, kind: string, version: string) => string;
  readonly getPropsTypeName: (definition: ConstructDefinition) => string;
  readonly generateConstruct: (types: TypeGenerator, definition: ConstructDefinition) => void;
}

/**
 * The generator inside cdk8s-cli. Its command can only download core kinds, and writes one file at a time; its parts
 * take schemas from memory. The package does not export them, so they are reached by path.
 */
function loadGenerator() {
  const here = createRequire(__filename);
  const manifest = here.resolve('cdk8s-cli/package.json');
  const inside = createRequire(manifest);
  const { TypeGenerator } = inside('json2jsii') as {
    TypeGenerator: { new (options: object): TypeGenerator; normalizeTypeName(name: string): string };
  };
  const { toPascalCase } = inside('codemaker') as { toPascalCase: (text: string) => string };
  const codegen = inside(join(dirname(manifest), 'lib/import/codegen.js')) as Codegen;
  return { TypeGenerator, toPascalCase, ...codegen };
}

/** The typed constructs of a module, as TypeScript. */
export function typedConstructs(module: SchemaModule): string {
  const code = module.name === coreModule ? coreConstructs(module) : customConstructs(module);
  return withoutComments(code);
}

function coreConstructs({ kinds, definitions }: SchemaModule): string {
  const { TypeGenerator, getTypeName, getPropsTypeName, generateConstruct } = loadGenerator();
  const types = new TypeGenerator({
    definitions: structuredClone(definitions),
    renderTypeName(name: string) {
      const [basename = '', version = ''] = name.split('.').reverse();
      return /^v\d/.test(version) ? getTypeName(false, basename, version) : basename;
    },
  });
  const constructs = kinds.map(({ group, version, kind, schema }) => ({
    custom: false,
    fqn: coreDefinition({ group, version, kind }),
    group,
    version,
    kind,
    schema: structuredClone(schema),
    prefix: 'Kube',
  }));
  // What refers to a whole kind, as a StatefulSet does to its claims, means the props of its construct.
  for (const construct of constructs)
    types.addDefinition(construct.fqn, { $ref: `#/definitions/${getPropsTypeName(construct)}` });
  for (const construct of constructs) generateConstruct(types, construct);
  return `import { ApiObject, GroupVersionKind } from 'cdk8s';\nimport { Construct } from 'constructs';\n${types.render()}`;
}

function customConstructs({ kinds }: SchemaModule): string {
  const { TypeGenerator, toPascalCase, generateConstruct } = loadGenerator();
  const seen = new Set<string>();
  const constructs = kinds.map(({ group, version, kind, schema }) => {
    const suffix = seen.has(kind) ? toPascalCase(version) : '';
    seen.add(kind);
    return { custom: true, fqn: `${kind}${suffix}`, group, version, kind, suffix, schema: fitted(schema, mostFields) };
  });
  const types = new TypeGenerator({ renderTypeName: (name: string) => name });
  const named = nameTypes(types, (path) => TypeGenerator.normalizeTypeName(path.map(capitalized).join('')));
  for (const { schema, ...construct } of constructs) {
    const flat = structuredClone(
      mapChildren(schema, (child, property = '') => named(child, [construct.fqn, property])),
    );
    generateConstruct(types, { ...construct, schema: flat });
  }
  const imports = "import { ApiObject, ApiObjectMetadata, GroupVersionKind } from 'cdk8s';";
  return `${imports}\nimport { Construct } from 'constructs';\n${types.render()}`;
}

/**
 * Gives equal parts one type, named after the place where it stands first, as json2jsii would name it there. So an
 * Issuer's and a ClusterIssuer's settings have the same type, and the file half the lines.
 */
function nameTypes(types: TypeGenerator, nameOf: (path: readonly string[]) => string) {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  return function named(schema: JsonSchema, path: readonly string[]): JsonSchema {
    const inside = () =>
      mapChildren(schema, (child, property) => named(child, property === undefined ? path : [...path, property]));
    if (!schema.properties && !schema.enum && !schema['x-kubernetes-int-or-string']) return inside();
    const text = canonicalJson(schema);
    const known = names.get(text);
    if (known !== undefined) return refTo(known);
    let name = nameOf(path);
    for (let count = 2; taken.has(name); count += 1) name = `${nameOf(path)}${count}`;
    taken.add(name);
    names.set(text, name);
    types.addDefinition(name, structuredClone(inside()));
    return refTo(name);
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The generator's comments only name the schema's fields again. */
function withoutComments(code: string): string {
  const file = ts.createSourceFile('generated.ts', code, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  return ts.createPrinter({ removeComments: true }).printFile(file);
}
