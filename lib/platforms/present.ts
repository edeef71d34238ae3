import type { KindKey } from '../kinds/kind-table';
import type { Present } from '../model/platform';

/** The objects that a platform has, by known kinds; an API group includes all its kinds. */
export function present(table: Readonly<Partial<Record<KindKey | 'APIGroup', RegExp>>>): Present {
  return table;
}

/** Matches exactly these names. */
export function named(...names: readonly string[]): RegExp {
  return new RegExp(`^(${names.map((name) => name.replace(/[.\\]/g, '\\$&')).join('|')})$`);
}
