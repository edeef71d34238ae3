import { compare } from '../model/finding';
import { outsideApi, type GroupKind } from '../model/group-kind';
import { fromKey } from './group-kind';
import { knownKinds } from './kind-table';

/** What a person may refer to though it is not an object: that an API group is served. */
const apiGroup = outsideApi('APIGroup');

/** The kinds of one name, Kubernetes' own first. */
const byName = new Map<string, GroupKind[]>();
for (const [key] of [...knownKinds].sort(([a, one], [b, other]) => rank(one) - rank(other) || compare(a, b))) {
  const kind = fromKey(key);
  byName.set(kind.kind, [...(byName.get(kind.kind) ?? []), kind]);
}

function rank({ builtIn }: { readonly builtIn?: true }): number {
  return builtIn ? 0 : 1;
}

/**
 * The kind that a person means by `Deployment` or, where several groups have one, by `serving.knative.dev/Service`. A bare
 * name means Kubernetes' own kind first. One that is not known counts as of the core group.
 */
export function kindNamed(text: string): GroupKind {
  if (text.includes('/')) return fromKey(text);
  if (text === apiGroup.kind) return apiGroup;
  return byName.get(text)?.[0] ?? { group: '', kind: text };
}

/** What `kindNamed` reads as this kind, in as few words as can be. */
export function nameOf(of: GroupKind): string {
  const { group, kind } = of;
  const meant = kindNamed(kind);
  return group === meant.group || group === apiGroup.group ? kind : `${group}/${kind}`;
}
