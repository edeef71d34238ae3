import { compare } from '../model/finding';
import { eligibleClusters } from './cluster-sets';
import { NotSimulated } from './cel/selector';
import { filter, type Exclusion, type Removed } from './filters';
import { scoreStates, type Hub, type ScoreState } from './hub';
import { bestOf } from './best-of';
import type { Placement } from './objects';
import { termOf, weighted, type Term } from './prioritizers';

/**
 * The worst status of any part of the scheduler; with `Error` and `Misconfigured` nothing is chosen. `NotSimulated` is not a status
 * of the scheduler: a predicate calls a function that is not simulated, so the decision is unknown.
 */
export type Status = 'Success' | 'Warning' | 'Error' | 'Misconfigured' | 'NotSimulated';

/** What the scheduler decides about one Placement, and why. */
export interface Scheduling {
  readonly status: Status;
  /** In words; absent for `Success`. */
  readonly message?: string;
  /** The clusters that may be chosen, the best first. */
  readonly ranking: readonly Ranked[];
  /** The terms of every sum; `Ranked.scores` has the scores of one cluster in this order. */
  readonly terms: readonly Pick<Term, 'name' | 'weight' | 'coordinate'>[];
  /** How many of the ranking are chosen. */
  readonly chosen: number;
  /** How many clusters are missing to the number that is asked for. */
  readonly unscheduled: number;
  /** By name, the clusters that may not be chosen. */
  readonly excluded: ReadonlyMap<string, Exclusion>;
}

export interface Ranked {
  readonly cluster: string;
  readonly total: number;
  /** By the terms; NaN where a prioritizer has no word on the cluster, which counts as 0. */
  readonly scores: readonly number[];
  /** By the terms, where an AddOn score comes from; undefined for built-in prioritizers. */
  readonly states: readonly (ScoreState | undefined)[];
}

/** Ranks the clusters for a Placement as Open Cluster Management's scheduler (1.2.1) does. */
export function rank(placement: Placement, hub: Hub): Scheduling {
  const totalled = totals(placement, hub);
  if (!('sums' in totalled)) return { ...nothing, ...totalled };
  const { sums, terms, feasible, removed, expired } = totalled;
  const order = bestOf(sums, sums.length);
  const ranking = Array.from(order, (at): Ranked => {
    const position = feasible[at] ?? 0;
    return {
      cluster: nameAt(hub, position),
      total: sums[at] ?? 0,
      scores: terms.map(({ scores }) => scores[at] ?? 0),
      states: terms.map(({ states }) => (states === undefined ? undefined : scoreStates[states[position] ?? 0])),
    };
  });
  return {
    ...(expired ? { status: 'Warning', message: 'a score has expired and counts as 0' } : { status: 'Success' }),
    ranking,
    terms,
    ...selection(placement, order.length),
    excluded: exclusions(removed, hub),
  };
}

const isExpired = scoreStates.indexOf('expired');

const nothing = { ranking: [], terms: [], chosen: 0, unscheduled: 0, excluded: new Map<string, Exclusion>() };

/** The sums in the order of the positions. */
export interface Totals {
  /** Positions in `hub.clusters`. */
  readonly feasible: readonly number[];
  readonly terms: readonly Term[];
  /** By the index in `feasible`. */
  readonly sums: Float64Array;
  readonly removed: readonly Removed[];
  readonly expired: boolean;
}

/** The arithmetic without the names: what scheduling many Placements over a large fleet needs. */
export function totals(placement: Placement, hub: Hub): Totals | Unscheduled {
  try {
    return totalsOf(placement, hub);
  } catch (error) {
    if (error instanceof NotSimulated) return { status: 'NotSimulated', message: error.message };
    throw error;
  }
}

interface Unscheduled {
  readonly status: Status;
  readonly message: string;
}

function totalsOf(placement: Placement, hub: Hub): Totals | Unscheduled {
  const eligible = eligibleClusters(placement, hub);
  const filtered = filter(placement, hub, eligible);
  if (typeof filtered === 'string') return { status: 'Misconfigured', message: filtered };
  const coordinates = weighted(placement);
  if (typeof coordinates === 'string') return { status: 'Misconfigured', message: coordinates };
  const { feasible } = filtered;
  const terms: Term[] = [];
  for (const coordinate of coordinates) {
    const term = termOf(coordinate, placement, hub, feasible);
    if (typeof term === 'string') return { status: 'Error', message: term };
    terms.push(term);
  }
  const sums = new Float64Array(feasible.length);
  for (const { scores, weight } of terms)
    for (let at = 0; at < sums.length; at++) {
      const score = scores[at] ?? 0;
      if (!Number.isNaN(score)) sums[at] = (sums[at] ?? 0) + score * weight;
    }
  const expired = terms.some(
    ({ states }) => states?.includes(isExpired) === true && feasible.some((index) => states[index] === isExpired),
  );
  return {
    feasible,
    terms,
    sums,
    removed: [outside(hub, eligible), ...filtered.removed],
    expired,
  };
}

function outside({ positions }: Hub, eligible: readonly number[]): Removed {
  if (eligible.length === positions.length) return { why: 'cluster-set', positions: [] };
  const inside = new Set(eligible);
  return { why: 'cluster-set', positions: positions.filter((index) => !inside.has(index)) };
}

function exclusions(removed: readonly Removed[], hub: Hub): ReadonlyMap<string, Exclusion> {
  const all = removed.flatMap(({ why, positions }) =>
    positions.map((index): [string, Exclusion] => [nameAt(hub, index), why]),
  );
  return new Map(all.sort(([a], [b]) => compare(a, b)));
}

function nameAt({ clusters }: Hub, index: number): string {
  return clusters[index]?.metadata.name ?? '';
}

/** How many are chosen of those that may be, and how many are missing. */
export function selection(
  { spec: { numberOfClusters } }: Placement,
  feasible: number,
): { chosen: number; unscheduled: number } {
  const wanted = numberOfClusters ?? feasible;
  const chosen = Math.min(wanted, feasible);
  return { chosen, unscheduled: wanted - chosen };
}
