import { bestOf } from './best-of';
import { Hub, type HubState } from './hub';
import type { Placement } from './objects';
import { selection, totals, type Status } from './scheduler';

/** One Placement and what it finds on the hub. */
export interface Request extends HubState {
  readonly placement: Placement;
  /** For scores that expire and taints tolerated for a time. @default - the present */
  readonly now?: Date | undefined;
}

/** What Open Cluster Management's scheduler decides. */
export interface Decision {
  readonly status: Status;
  /** The chosen clusters, the best first. */
  readonly decisions: readonly string[];
  /** How many clusters are missing to the number that the Placement asks for. */
  readonly unscheduled: number;
  /** By the name of every cluster that could be chosen: the sum of weight × score. */
  readonly totals: Readonly<Record<string, number>>;
}

/**
 * Decides as the scheduler of open-cluster-management.io/ocm 1.2.1 does, to the last digit. The objects are taken as the
 * scheduler gets them, so with the defaults of the API server written in (`withDefaults`).
 *
 * @throws RangeError for a quantity that the API server would refuse
 */
export function schedule({ placement, now = new Date(), ...state }: Request): Decision {
  return decide(placement, new Hub(state, now));
}

/** The decision of one Placement over a hub that several Placements share: their common lookups happen once. */
export function decide(placement: Placement, hub: Hub): Decision {
  const result = totals(placement, hub);
  if (!('sums' in result)) return { status: result.status, decisions: [], unscheduled: 0, totals: {} };
  const { sums, feasible, expired } = result;
  const { chosen, unscheduled } = selection(placement, feasible.length);
  const nameOf = (at: number) => hub.clusters[feasible[at] ?? 0]?.metadata.name ?? '';
  // Positions are in the order of the names, and so are the totals.
  const named: Record<string, number> = {};
  for (let at = 0; at < sums.length; at++) named[nameOf(at)] = sums[at] ?? 0;
  return {
    status: expired ? 'Warning' : 'Success',
    decisions: Array.from(bestOf(sums, chosen), nameOf),
    unscheduled,
    totals: named,
  };
}
