import type { Cluster } from '../../model/fleet';

/**
 * By parsed block that differs by cluster, the settings of each cluster that has any difference. They follow from the block and its
 * schema, which only the parsing knows; the block itself stays as people wrote it, which is what `--settings` prints.
 */
const known = new WeakMap<object, ReadonlyMap<string, unknown>>();

export function remember(block: object, variants: ReadonlyMap<string, unknown>): void {
  known.set(block, variants);
}

/** A block as it is on one of its clusters. */
export function settingsOn<Block extends object>(block: Block, { name }: Pick<Cluster, 'name'>): Block {
  return (known.get(block)?.get(name) as Block | undefined) ?? block;
}
