import type { GroupKind } from '../model/group-kind';
import type { KindKey } from './kind-table';

const made = new Map<string, GroupKind>();

/** A kind by its key, to write a Ref with: `{ cluster, ...groupKind('apps/Deployment'), namespace, name }`. */
export function groupKind(key: KindKey): GroupKind {
  return fromKey(key);
}

/** The kind that any key means, be it known or not: `example.com/Widget`. */
export function fromKey(key: string): GroupKind {
  const known = made.get(key);
  if (known) return known;
  const slash = key.lastIndexOf('/');
  const kind = { group: key.slice(0, slash), kind: key.slice(slash + 1) };
  made.set(key, kind);
  return kind;
}

/** Whether a Ref, or whatever else has a group and a kind, is of the kind with this key. */
export function isKind(key: KindKey, one: GroupKind): boolean {
  const { group, kind } = fromKey(key);
  return one.kind === kind && one.group === group;
}
