import type { GroupKind } from '../model/group-kind';
import { factsOf } from './kind-table';

/** The resource name of a kind, as API paths have it: `networkpolicies`. One that is not known is spelt as conventions ask. */
export function pluralOf(kind: GroupKind): string {
  return factsOf(kind)?.plural ?? conventional(kind.kind);
}

function conventional(kind: string): string {
  const singular = kind.toLowerCase();
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}

/** Name of the CustomResourceDefinition of a kind: its plural and its group. */
export function definitionName(kind: GroupKind): string {
  return `${pluralOf(kind)}.${kind.group}`;
}

/** The API group that a CustomResourceDefinition's name ends with. */
export function groupOfDefinition(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
