import type { StrategyMove } from '../../placement/strategy-moves';

/** What happens to a strategy, as a sentence without its period. */
export function moveText(move: StrategyMove): string {
  const { placement, what, certain, before, after, leaves, joins, totals, reason } = move;
  const by = certain ? '' : ', by their scores';
  switch (what) {
    case 'added':
      return `${placement} is new and chooses ${certain ? named(after) : `among ${named(after)}${by}`}`;
    case 'removed':
      return `${placement} is removed, and its workloads leave ${named(before)}`;
    case 'refused':
      return `${placement} is rejected by the scheduler and stays on ${named(before)}: ${reason ?? ''}`;
    case 'not-simulated':
      return `${placement} is not simulated: ${reason ?? ''}`;
    case 'moved':
      if (leaves.length === 0) return `${placement} also chooses ${named(joins)}${sums(totals)}`;
      if (joins.length === 0) return `${placement} leaves ${named(leaves)}${sums(totals)}`;
      return `${placement} moves from ${named(leaves)} to ${named(joins)}${sums(totals)}`;
    case 'may-move':
      return leaves.length === 0 && before.length === after.length
        ? `${placement} may move among ${named(after)}${by}: it weighs them differently`
        : `${placement} chooses among ${named(after)}${by}, and no longer among ${named(before)}`;
  }
}

const mostNamed = 5;

function named(clusters: readonly string[]): string {
  if (clusters.length === 0) return 'no cluster';
  const more = clusters.length - mostNamed;
  return `${clusters.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function sums(totals: StrategyMove['totals']): string {
  const each = Object.entries(totals).slice(0, mostNamed);
  if (each.length === 0) return '';
  return ` (sums: ${each.map(([cluster, { before, after }]) => `${cluster} ${before ?? '-'} → ${after ?? '-'}`).join('; ')})`;
}
