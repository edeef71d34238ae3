import { isDeepStrictEqual } from 'node:util';
import { leaves } from '../../environment/differences/difference-twice';
import type { Difference } from '../../environment/differences/differences';
import { at } from '../../model/json';
import { formatPath } from '../../model/origin';
import { list } from '../../model/words';

/** A ring as a promotion sees it. */
export interface Ring {
  readonly set: Difference['set'];
  /** Those clusters of the block that are in the ring. */
  readonly clusters: readonly string[];
}

/** Settings on their way from one ring to the next. */
export interface Promotion {
  /** The index in `for`. */
  readonly from: number;
  /** @default - the block itself */
  readonly to?: number;
  readonly moves: readonly Move[];
}

/** One setting, and the indexes of the rings that no longer need it. */
export interface Move {
  readonly key: readonly string[];
  readonly value: unknown;
  readonly leaves: readonly number[];
}

/**
 * The changes of a promotion. No cluster falls back: a ring loses a setting only where the next one, or the block, gives it to
 * all clusters of the ring.
 *
 * @param from the ring to promote. @default - the furthest that sets anything
 * @returns the reason, where it cannot be done
 */
export function promotionOf(rings: readonly Ring[], from?: number): Promotion | { readonly refused: string } {
  const furthest = rings.findLastIndex(({ set }) => leaves(set, []).some(({ length }) => length > 0));
  const index = from ?? furthest;
  const ring = rings[index];
  const keys = ring === undefined ? [] : leaves(ring.set).filter(({ length }) => length > 0);
  if (ring === undefined || keys.length === 0)
    return { refused: from === undefined ? 'no entry of for sets anything' : `for[${from}] sets nothing` };
  const next = rings[index + 1];
  const moves: Move[] = [];
  for (const key of keys) {
    const value = at(ring.set, ...key);
    if (next !== undefined && at(next.set, ...key) !== undefined)
      return {
        refused: `for[${index + 1}] sets ${formatPath(key)} already; promote that one first, with --ring ${index + 2}`,
      };
    const left = leftBy(rings, index, { key, value });
    if (!Array.isArray(left)) return left;
    moves.push({ key, value, leaves: left });
  }
  return { from: index, ...(next !== undefined && { to: index + 1 }), moves };
}

/** The indexes of the rings that no longer need a setting. */
function leftBy(
  rings: readonly Ring[],
  from: number,
  { key, value }: Pick<Move, 'key' | 'value'>,
): number[] | { readonly refused: string } {
  const next = rings[from + 1];
  const left: number[] = [];
  for (const [index, { set, clusters }] of rings.entries()) {
    const given = at(set, ...key);
    if (given === undefined || index === from + 1) continue;
    const same = isDeepStrictEqual(given, value);
    if (next === undefined) {
      if (same) left.push(index);
      continue;
    }
    const shared = clusters.filter((name) => next.clusters.includes(name));
    if (shared.length === 0) continue;
    if (!same || shared.length < clusters.length)
      return {
        refused: `for[${index}] sets ${formatPath(key)} too and shares ${list(shared)} with for[${from + 1}]; choose rings where one contains the other, or that share no cluster`,
      };
    left.push(index);
  }
  return left;
}
