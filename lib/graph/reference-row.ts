import type { GroupKind } from '../model/group-kind';
import type { Path } from '../model/origin';
import type { Order } from './edge';
import type { Located } from './located';

/** Fields by which an object names another one. All fields but `at` are patterns counted from what `at` leads to. */
export interface FieldRow {
  /** Kinds that have the field, as `group/Kind`; `*` for every kind. */
  readonly of: readonly string[];
  readonly at: string;
  /** The field with the target's name; empty where `at` leads to the name itself. */
  readonly name: string;
  /** The target's kind as `group/Kind`, or the field that tells it. A kind that is not listed is not one that we know. */
  readonly to: string | KindField;
  /**
   * The target's namespace: a field (the object's own namespace where it is empty), a fixed one, or `none` for a target
   * that is looked for by its name alone.
   * @default the object's own namespace, and none for cluster-scoped kinds
   */
  readonly namespace?: { readonly field: string } | { readonly fixed: string } | 'none';
  /** The field or fields with the key of a Secret or ConfigMap that is needed. */
  readonly key?: string;
  /** The fields that may hold the port of a Service, by number or name; the first that is there counts. */
  readonly port?: readonly string[];
  /** The port that is meant where no field tells one. */
  readonly defaultPort?: number;
  /** The number is a port of the pods, not of the Service. */
  readonly podPort?: true;
  readonly order: Order;
  /** A boolean field: true where the reference may lead to nothing. */
  readonly optional?: string;
  /** A field and the values that it must have for this to be a reference. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** A cluster-scoped kind, as `group/Kind`, whose object of the same name does as well. */
  readonly or?: string;
}

/** A field beside the name that says which kind is named. */
export interface KindField {
  readonly field: string;
  /** The field with the group, or with an apiVersion that holds it; empty, it means a listed group. @default - there is none */
  readonly group?: string;
  /** As `group/Kind`. */
  readonly kinds: readonly string[];
  /** The kind where the field is empty, as `group/Kind`. */
  readonly default?: string;
}

/** A string in which URLs of Services may stand. */
export interface UrlRow {
  readonly of: readonly string[];
  readonly at: string;
  /**
   * Where the name is looked up. `own`: by the object's own pods, so that a bare `http://name` is a Service beside them.
   * `qualified`: names of the form `name.namespace.svc` only. `agents`: by the dynamic scoring agent of every cluster.
   */
  readonly url: 'own' | 'qualified' | 'agents';
  /** An annotation of objects whose text also tells what others answer, which nobody here asks for. */
  readonly unless?: string;
  readonly order: Order;
}

/** A reference that takes more than fields to tell. */
export interface ResolverRow {
  readonly of: readonly string[];
  readonly at: string;
  readonly resolve: (value: unknown, located: Located) => readonly Target[];
  /** What the tests put at `at`, and what the reference must then lead to. */
  readonly example: { readonly value: unknown; readonly to: string };
}

/** What a resolver found. */
export interface Target extends GroupKind {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly key?: string;
  readonly order: Order;
  /** The way to the naming field, from what `at` leads to. */
  readonly path: Path;
  readonly instead?: Omit<Target, 'order' | 'path' | 'instead'>;
  readonly score?: string;
}

/** One way in which an object refers to another. */
export type ReferenceRow = FieldRow | UrlRow | ResolverRow;
