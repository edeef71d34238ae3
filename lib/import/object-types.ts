import { compare } from '../model/finding';
import { definitionOf, type Definitions, type JsonSchema } from './json-schema';
import { apiVersionOf, coreModule, type KindSchema, type SchemaModule } from './kind-schemas';
import { share } from './share';

/** What a core definition is in JSON, where its schema does not say it. */
const special: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'string | number',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'number | string',
};

/** Checked apart from every schema, and typed by `lib/model/manifest.ts`. */
const elsewhere = ['metadata', 'status'];

/**
 * The objects of a module as they are in JSON, as TypeScript. The typed constructs are no help to who reads an object: they
 * rename fields (`clusterIp`) and wrap numbers. An object that the schema check accepts has the type of its kind.
 */
export function objectTypes(module: SchemaModule): string {
  const { name, kinds, definitions } = module.name === coreModule ? module : share(module);
  const types = new Types(definitions, name === coreModule);
  const taken = new Set<string>();
  const roots = kinds.map((kind) => {
    const type = taken.has(kind.kind) ? `${kind.kind}${capitalized(kind.version)}` : kind.kind;
    taken.add(type);
    types.reserve(type);
    return { kind, type };
  });
  const objects = roots.map(({ kind, type }) => `export interface ${type} ${types.object(kind, type)}`);
  const index = roots.map(({ kind, type }) => `  readonly '${apiVersionOf(kind)}/${kind.kind}': ${type};`);
  return [...objects, ...types.shared(), `export interface Kinds {\n${index.join('\n')}\n}`, ''].join('\n');
}

/** All kinds by `apiVersion/Kind`, as one interface. */
export function kindIndex(modules: readonly SchemaModule[]): string {
  const names = modules.map(({ name }) => name).sort(compare);
  const imports = names.map((name, at) => `import type { Kinds as Kinds${at} } from './objects/${name}';`);
  const all = names.map((_, at) => `Kinds${at}`).join(', ');
  return `${imports.join('\n')}\nexport interface Kinds extends ${all} {}\n`;
}

/** Turns schemas into types, and gives each definition that they use a name of its own. */
class Types {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly texts: string[] = [];

  constructor(
    private readonly definitions: Definitions,
    private readonly core: boolean,
  ) {}

  reserve(name: string): void {
    this.taken.add(name);
  }

  object(kind: KindSchema, name: string): string {
    const { properties = {}, required = [] } = kind.schema;
    const own = Object.entries(properties).filter(([field]) => !['apiVersion', 'kind', ...elsewhere].includes(field));
    const fields = own.map(([field, schema]) => this.field(field, schema, required, name, ''));
    const known = [`  readonly apiVersion: '${apiVersionOf(kind)}';`, `  readonly kind: '${kind.kind}';`];
    return `{\n${[...known, ...fields].join('\n')}\n}`;
  }

  /** Every definition that was used so far, sorted by name. */
  shared(): string[] {
    return [...this.texts].sort(compare);
  }

  private type(schema: JsonSchema, path: string, indent: string): string {
    const target = definitionOf(schema) ?? definitionOf(schema.allOf?.[0] ?? {});
    if (target !== undefined) return special[target] ?? this.named(target, path);
    if (schema['x-kubernetes-int-or-string']) return 'number | string';
    const type = this.plain(schema, path, indent);
    return schema.nullable ? `${type} | null` : type;
  }

  private plain(schema: JsonSchema, path: string, indent: string): string {
    const { type, properties, items, additionalProperties, required = [] } = schema;
    if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
    if (properties) {
      const fields = Object.entries(properties).map(([name, child]) => this.field(name, child, required, path, indent));
      return `{\n${fields.join('\n')}\n${indent}}`;
    }
    if (items) {
      const item = this.type(items, path, indent);
      return `readonly ${item.includes(' | ') || item.startsWith('readonly ') ? `(${item})` : item}[]`;
    }
    if (typeof additionalProperties === 'object')
      return `Readonly<Record<string, ${this.type(additionalProperties, path, indent)}>>`;
    if (type === 'string' || type === 'boolean') return type;
    if (type === 'integer' || type === 'number') return 'number';
    return type === 'object' ? 'Readonly<Record<string, unknown>>' : 'unknown';
  }

  private field(name: string, schema: JsonSchema, required: readonly string[], path: string, indent: string): string {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const type = this.type(schema, path + capitalized(name), `${indent}  `);
    // A required field of a custom resource may be absent where it has a default, which the API server fills in first.
    // Core kinds have no such fields; there a default is the empty value of Go.
    const isThere = required.includes(name) && (this.core || schema.default === undefined);
    return `${indent}  readonly ${key}${isThere ? '' : '?'}: ${type};`;
  }

  /** Core definitions have names; those of `share` are named by the place where they come first. */
  private named(target: string, path: string): string {
    const known = this.names.get(target);
    if (known !== undefined) return known;
    const wanted = this.core ? (target.split('.').at(-1) ?? target) : path;
    let name = wanted;
    for (let count = 2; this.taken.has(name); count += 1) name = `${wanted}${count}`;
    this.taken.add(name);
    this.names.set(target, name);
    const schema = this.definitions[target];
    if (schema === undefined) throw new Error(`no definition ${target}; a schema refers to it`);
    const text = this.type(schema, name, '');
    this.texts.push(text.startsWith('{') ? `export interface ${name} ${text}` : `export type ${name} = ${text};`);
    return name;
  }
}

function capitalized(text: string): string {
  const words = text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
