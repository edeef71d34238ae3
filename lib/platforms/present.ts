import type { KindKey } from '../kinds/kind-table';
import type { Present } from '../model/platform';

/** What a platform has, by kinds that are known; with an API group all its kinds are there. */
export function present(table: Readonly<Partial<Record<KindKey | 'APIGroup', RegExp>>>): Present {
  return table;
}

/** Exactly these names. */
export function named(...names: readonly string[]): RegExp {
  return new RegExp(`^(${names.map((name) => name.replace(/[.\\]/g, '\\$&')).join('|')})$`);
}
