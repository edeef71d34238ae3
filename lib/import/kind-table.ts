import { compare } from '../model/finding';
import facts from './kind-facts.json';
import { kindKey, type SchemaModule, type Scope } from './kind-schemas';
import { generatedBy } from './schema-files';

/** A field whose items, or which itself, is a whole object that a controller applies. */
interface Carrier {
  /** A pattern of the field, as lib/graph/field-pattern.ts reads it. */
  readonly at: string;
  readonly clusters: string;
  readonly placeholders?: string;
  readonly partial?: boolean;
  readonly givesNamespace?: boolean;
  readonly onDemand?: boolean;
  readonly unwanted?: Readonly<Record<string, string>>;
}

/** What kind-facts.json says about one kind. */
interface KindFacts {
  readonly plural: string;
  readonly scope: string;
  readonly versions: readonly string[];
}

/** What imports/kinds.json says about one kind of one API group. */
interface KindRow {
  readonly plural: string;
  readonly scope: string;
  /** Each version with the module of imports/ that has its schema, or null where none has. */
  readonly versions: Readonly<Record<string, string | null>>;
  readonly builtIn?: true;
  readonly carries?: readonly Carrier[];
}

const kubernetes: Readonly<Record<string, KindFacts>> = facts.kubernetes;
const others: Readonly<Record<string, KindFacts>> = facts.others;
const carriers: Readonly<Record<string, readonly Carrier[]>> = facts.carriers;

/** `imports/kinds.json`: everything that is known of kinds as such, a line each, from the schemas and from kind-facts.json. */
export function writeKindTable(modules: readonly SchemaModule[]): string {
  const imported = new Map<string, Imported>();
  for (const { name, kinds } of modules)
    for (const kind of kinds) {
      const { versions } = imported.get(kindKey(kind)) ?? { versions: {} };
      imported.set(kindKey(kind), { ...kind, versions: { ...versions, [kind.version]: name } });
    }
  const keys = new Set([...imported.keys(), ...Object.keys(kubernetes), ...Object.keys(others)]);
  const lines = [...keys]
    .sort(compare)
    .map((key) => `${JSON.stringify(key)}: ${JSON.stringify(kindRow(key, imported.get(key)))}`);
  return `{\n${[`"//": ${JSON.stringify(generatedBy)}`, ...lines].join(',\n')}\n}\n`;
}

/** What the schemas of all versions of a kind say together. */
interface Imported {
  readonly scope: Scope;
  readonly plural?: string;
  readonly versions: Readonly<Record<string, string>>;
}

function kindRow(key: string, imported: Imported | undefined): KindRow {
  const known = kubernetes[key] ?? others[key];
  const plural = imported?.plural ?? known?.plural;
  const scope = imported?.scope ?? known?.scope;
  if (plural === undefined || scope === undefined)
    throw new Error(`no plural of ${key}: kind-facts.json or sources.json must tell it`);
  if (known !== undefined && (known.plural !== plural || known.scope !== scope))
    throw new Error(`${key}: got ${plural} and ${scope}; kind-facts.json says otherwise`);
  const served = Object.fromEntries((known?.versions ?? []).map((version) => [version, null]));
  const carries = carriers[key];
  return {
    plural,
    scope,
    versions: { ...served, ...imported?.versions },
    ...(key in kubernetes && { builtIn: true }),
    ...(carries && { carries }),
  };
}
