import table from '../../imports/kinds.json';
import { groupKindKey, type GroupKind } from '../model/group-kind';

/** `group/Kind` of a kind that the table knows; the core group's keys begin with the slash. */
export type KindKey = Exclude<keyof typeof table, '//'>;

/** What is known of a kind without looking into its schema. */
export interface KindFacts {
  /** The name of its resource in API paths: `networkpolicies`. */
  readonly plural: string;
  readonly scope: 'Cluster' | 'Namespaced';
  /** Each version that is known, with the module of imports/ that has its schema, or null where none has. */
  readonly versions: Readonly<Record<string, string | null>>;
  /** Whether every API server has it without a CustomResourceDefinition. */
  readonly builtIn?: true;
  /** The fields that carry whole objects. @default - none */
  readonly carries?: readonly CarrierFacts[];
}

/** A field with whole objects, which nobody checks before a controller applies them. */
export interface CarrierFacts {
  /** The pattern of one object. */
  readonly at: string;
  /**
   * Where the objects come to live. `own`: on the carrier's cluster. `namespace`: on the cluster that the carrier's namespace
   * is named after. `placement`: on clusters that are chosen later.
   */
  readonly clusters: 'namespace' | 'own' | 'placement';
  /** What a text begins with that somebody replaces before the objects are made. @default - all is literal */
  readonly placeholders?: string;
  /** Only the fields are given that must be as they are; of an object that is there, the others stay. @default false */
  readonly partial?: true;
  /** Whether the controller puts objects without a namespace into one. @default false */
  readonly givesNamespace?: true;
  /** Whether the objects are made only once a person asks for them. @default false */
  readonly onDemand?: true;
  /** Fields beside the object, and the values, in lower case, that say that it must not be there. @default - all are wanted */
  readonly unwanted?: Readonly<Record<string, string>>;
}

const { '//': _, ...rows } = table;
const facts = new Map<string, KindFacts>(Object.entries(rows as unknown as Readonly<Record<string, KindFacts>>));

/** Every kind that is known, by its key. */
export const knownKinds: ReadonlyMap<string, KindFacts> = facts;

/** @returns undefined for an unknown kind */
export function factsOf(kind: GroupKind): KindFacts | undefined {
  return facts.get(groupKindKey(kind));
}
