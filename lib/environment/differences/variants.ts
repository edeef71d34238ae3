import type { Cluster } from '../../model/fleet';
import { isObject } from '../../model/json';

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

/** The same with every block inside it, none of which has `for` then. */
export function allSettingsOn(settings: unknown, cluster: Pick<Cluster, 'name'>): unknown {
  if (Array.isArray(settings)) return settings.map((item) => allSettingsOn(item, cluster));
  if (!isObject(settings)) return settings;
  const here = settingsOn(settings, cluster);
  const entries = Object.entries(here).filter(([key]) => key !== 'for' || !known.has(settings));
  return Object.fromEntries(entries.map(([key, value]) => [key, allSettingsOn(value, cluster)]));
}
