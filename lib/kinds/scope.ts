import type { GroupKind } from '../model/group-kind';
import { fromKey } from './group-kind';
import { factsOf, knownKinds } from './kind-table';

/** Whether objects of the kind have no namespace. Kinds that are not known have one. */
export function isClusterScoped(kind: GroupKind): boolean {
  return factsOf(kind)?.scope === 'Cluster';
}

const builtInGroups: ReadonlySet<string> = new Set(
  [...knownKinds].flatMap(([key, { builtIn }]) => (builtIn ? [fromKey(key).group] : [])),
);

/** Whether every API server serves the group without a CustomResourceDefinition; the core group is the empty string. */
export function isBuiltInGroup(group: string): boolean {
  return builtInGroups.has(group);
}
