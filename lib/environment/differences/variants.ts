import type { Cluster } from '../../model/fleet';

/**
 * The settings of each cluster that has a difference, by parsed block. Only parsing knows both the block and its schema; the block
 * itself stays as people wrote it, as `--settings` prints it.
 */
const known = new WeakMap<object, ReadonlyMap<string, unknown>>();

export function remember(block: object, variants: ReadonlyMap<string, unknown>): void {
  known.set(block, variants);
}

/** The settings of a block on one of its clusters. */
export function settingsOn<Block extends object>(block: Block, { name }: Pick<Cluster, 'name'>): Block {
  return (known.get(block)?.get(name) as Block | undefined) ?? block;
}
