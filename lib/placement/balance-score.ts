import type { ManagedCluster } from './objects';

/** 100 for a cluster that no other Placement has chosen, down to -100 for the one that most have. */
export function balanceScores(clusters: readonly ManagedCluster[], counts: ReadonlyMap<string, number>): Float64Array {
  const most = Math.max(0, ...new Set(counts.values()));
  const scores = new Float64Array(clusters.length).fill(100);
  clusters.forEach(({ metadata }, at) => {
    const count = counts.get(metadata.name);
    // Cut before it is doubled, as upstream does; `+ 0` turns -0 into 0.
    if (count !== undefined) scores[at] = 2 * Math.trunc(100 * (0.5 - count / most)) + 0;
  });
  return scores;
}
