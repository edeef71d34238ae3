import { compare } from '../model/finding';
import { canonicalJson, sha256 } from './canonical-json';
import { reachable, type Definitions, type JsonSchema } from './json-schema';

/** Whether objects of a kind have a namespace. */
export type Scope = 'Namespaced' | 'Cluster';

/** A kind of one API group in one version, as the API server checks it. */
export interface KindSchema {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly scope: Scope;
  /** As its CustomResourceDefinition or sources.json says it. @default - kind-facts.json tells it */
  readonly plural?: string;
  /** May refer to the module's definitions. */
  readonly schema: JsonSchema;
}

/** What becomes one file of typed constructs: an API group, or all core kinds together (`k8s`). */
export interface SchemaModule {
  readonly name: string;
  readonly kinds: readonly KindSchema[];
  readonly definitions: Definitions;
}

/** The module of all core kinds. */
export const coreModule = 'k8s';

/** `apps/v1`; of the core group the version alone. */
export function apiVersionOf({ group, version }: Pick<KindSchema, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The name of a core kind's definition in Kubernetes' OpenAPI document. */
export function coreDefinition({ group, version, kind }: Pick<KindSchema, 'group' | 'version' | 'kind'>): string {
  return `io.k8s.api.${group === '' ? 'core' : group.replace(/\..*/, '')}.${version}.${kind}`;
}

/** One key per kind of a group, over its versions: `apps/Deployment`, `/Service`. */
export function kindKey({ group, kind }: Pick<KindSchema, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}

/** The sum of each kind's cut schema, over all its versions and what they refer to. */
export function cutSums({ kinds, definitions }: SchemaModule): Map<string, string> {
  const texts = new Map<string, unknown[]>();
  for (const kind of kinds) {
    const text = { ...kind, definitions: reachable(kind.schema, definitions) };
    texts.set(kindKey(kind), [...(texts.get(kindKey(kind)) ?? []), text]);
  }
  return new Map([...texts].map(([key, versions]) => [key, sha256(canonicalJson(versions))]));
}

/** Groups kinds into modules sorted by name; the core kinds bring their definitions. */
export function byGroup(kinds: readonly KindSchema[]): SchemaModule[] {
  const groups = new Map<string, KindSchema[]>();
  for (const kind of kinds) groups.set(kind.group, [...(groups.get(kind.group) ?? []), kind]);
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, members]) => ({ name, kinds: members, definitions: {} }));
}
