import type { GroupKind } from '../model/group-kind';
import { fromKey } from './group-kind';
import { groupBy } from '../model/json';
import { factsOf, knownKinds, type KindFacts } from './kind-table';

/** Whether objects of the kind have no namespace. Kinds that are not known have one. */
export function isClusterScoped(kind: GroupKind): boolean {
  return factsOf(kind)?.scope === 'Cluster';
}

/** The facts of Kubernetes' own resources, by the group that serves them and their plural. */
export const builtInResources: ReadonlyMap<string, ReadonlyMap<string, KindFacts>> = new Map(
  Array.from(
    groupBy(
      [...knownKinds].filter(([, { builtIn }]) => builtIn),
      ([key]) => fromKey(key).group,
    ),
    ([group, kinds]) => [group, new Map(kinds.map(([, facts]) => [facts.plural, facts]))],
  ),
);

/** Whether every API server serves the group without a CustomResourceDefinition; the core group is the empty string. */
export function isBuiltInGroup(group: string): boolean {
  return builtInResources.has(group);
}
