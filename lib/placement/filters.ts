import { compileClusterSelector, type Selects } from './cluster-selector';
import type { Hub } from './hub';
import type { Placement } from './objects';
import { isLabelValue } from '../model/label-name';
import { tolerationFault, untolerated } from './taints';

/** Why a cluster may not be chosen. */
export type Exclusion = 'cluster-set' | 'predicate' | 'taint';

export interface Filtered {
  /** Positions in `hub.clusters`. */
  readonly feasible: readonly number[];
  /** The positions that each filter has taken out. */
  readonly removed: readonly Removed[];
}

export interface Removed {
  readonly why: Exclusion;
  readonly positions: readonly number[];
}

/**
 * The clusters that a Placement may choose, of those eligible by their sets. A filter that has nothing to filter does not
 * look at its part of the Placement either, so a fault there stays unseen.
 *
 * @returns the reason in words where the scheduler refuses the Placement
 */
export function filter(placement: Placement, hub: Hub, eligible: readonly number[]): Filtered | string {
  const { predicates, tolerations } = placement.spec;
  const removed: Removed[] = [];
  let feasible = eligible;
  const keep = (why: Exclusion, holds: (index: number) => boolean) => {
    const [kept, positions]: [number[], number[]] = [[], []];
    for (const index of feasible) (holds(index) ? kept : positions).push(index);
    removed.push({ why, positions });
    feasible = kept;
  };

  if (predicates && predicates.length > 0 && feasible.length > 0) {
    const selectors: Selects[] = [];
    for (const { requiredClusterSelector } of predicates) {
      const selector = compileClusterSelector(requiredClusterSelector ?? {}, hub);
      if (typeof selector === 'string') return selector;
      selectors.push(selector);
    }
    keep('predicate', (index) => selectors.some((selects) => selects(index)));
  }
  if (feasible.length > 0) {
    const fault = tolerationFault(tolerations ?? []);
    if (fault !== undefined) return fault;
    const chosen = isLabelValue(placement.metadata.name) ? hub.chosenBy(placement) : new Set<string>();
    keep('taint', (index) => {
      const cluster = hub.clusters[index];
      if (cluster === undefined) return false;
      return untolerated(cluster, tolerations ?? [], chosen.has(cluster.metadata.name), hub.now) === undefined;
    });
  }
  return { feasible, removed };
}
