import { compare } from '../model/finding';
import { NotSimulated } from './cel/selector';
import { eligibleClusters } from './cluster-sets';
import { filter } from './filters';
import type { Hub } from './hub';
import type { Placement } from './objects';
import { weighted, type Weighted } from './prioritizers';

/** What a number lies between, both ends included. */
export interface Interval {
  readonly min: number;
  readonly max: number;
}

/** A score before it is measured. */
export interface ExpectedScore extends Interval {
  /** Nobody writes it there, as on a masked cluster: it counts as 0. */
  readonly missing?: boolean;
  /** By how many points it wanders while nothing changes. @default 0 */
  readonly noise?: number;
}

/** What a score can be on a cluster; undefined where that is unknown. */
export type Expect = (resourceName: string, scoreName: string, cluster: string) => ExpectedScore | undefined;

/** What can become of a Placement, whatever its scores will be. */
export interface Outlook {
  /** The clusters that it may choose, by name. */
  readonly clusters: readonly ClusterOutlook[];
  readonly wanted: number;
  /** Points of the sum by which a rival must beat a choice that stands: 100 × the weight of Steady. */
  readonly stickiness: number;
  /** The engines' terms, with the points by which a rival must be better in this score alone. */
  readonly terms: readonly TermOutlook[];
  readonly verdict: Verdict;
  /** The most by which a rival can ever beat a choice, Steady left out. */
  readonly widest: number;
  /** The most by which noise alone parts the sums of two equal clusters. */
  readonly noise: number;
}

/**
 * `chooses-all`: as many clusters as there are. `always-ties`: all sums are the same, so the name decides. `constant`: the
 * scores never change. `never-moves`: no rival can beat the stickiness.
 */
export type Verdict = 'chooses-all' | 'always-ties' | 'constant' | 'never-moves' | 'can-move';

export interface ClusterOutlook extends Interval {
  readonly cluster: string;
  readonly chance: 'always' | 'possible' | 'never';
  /** The scores that are missing here while every other cluster's counts against it: 0 beats them. */
  readonly winsByMissing: readonly string[];
}

export interface TermOutlook {
  readonly name: string;
  readonly weight: number;
  /** Points of this score that a rival whose name comes later must be ahead by; one whose name comes first may need one less. */
  readonly lead: number;
}

/** @returns the reason in words where the scheduler refuses the Placement, or where it is not simulated */
export function outlook(placement: Placement, hub: Hub, expect: Expect): Outlook | string {
  try {
    return outlookOf(placement, hub, expect);
  } catch (error) {
    if (error instanceof NotSimulated) return error.message;
    throw error;
  }
}

function outlookOf(placement: Placement, hub: Hub, expect: Expect): Outlook | string {
  const filtered = filter(placement, hub, eligibleClusters(placement, hub));
  if (typeof filtered === 'string') return filtered;
  const coordinates = weighted(placement);
  if (typeof coordinates === 'string') return coordinates;
  const names = filtered.feasible.map((index) => hub.clusters[index]?.metadata.name ?? '');
  const steady = coordinates.find(({ coordinate }) => coordinate.type === 'BuiltIn' && coordinate.builtIn === 'Steady');
  const stickiness = 100 * (steady?.weight ?? 0);
  const others = coordinates.filter((each) => each !== steady);
  const sums = names.map((cluster) => sumOf(cluster, others, expect));
  const wanted = Math.min(placement.spec.numberOfClusters ?? names.length, names.length);
  const widest = widestLead(sums);
  return {
    clusters: chances(sums, wanted).map((each) => ({
      ...each,
      winsByMissing: winsByMissing(each.cluster, names, others, expect),
    })),
    wanted,
    stickiness,
    terms: others.map(({ coordinate, weight }) => ({
      name: termName(coordinate),
      weight,
      lead: Math.max(0, Math.floor(stickiness / Math.abs(weight)) + 1),
    })),
    verdict: verdictOf(sums, wanted, stickiness, widest),
    widest: widest?.points ?? 0,
    noise: noiseOf(names, others, expect),
  };
}

interface Sum extends Interval {
  readonly cluster: string;
}

/** An unknown score can be anything from -100 to 100. */
const anything: ExpectedScore = { min: -100, max: 100 };

function expected({ coordinate: { addOn } }: Weighted, cluster: string, expect: Expect): ExpectedScore {
  return (addOn ? expect(addOn.resourceName, addOn.scoreName, cluster) : undefined) ?? anything;
}

function sumOf(cluster: string, terms: readonly Weighted[], expect: Expect): Sum {
  let [min, max] = [0, 0];
  for (const term of terms) {
    const score = expected(term, cluster, expect);
    const ends = [score.min * term.weight, score.max * term.weight];
    min += Math.min(...ends);
    max += Math.max(...ends);
  }
  return { cluster, min, max };
}

/** Clusters vary independently of one another, so one can be chosen unless as many as are wanted surely beat it. */
function chances(sums: readonly Sum[], wanted: number): Omit<ClusterOutlook, 'winsByMissing'>[] {
  const least = [...sums].sort((a, b) => b.min - a.min || compare(a.cluster, b.cluster));
  const most = [...sums].sort((a, b) => b.max - a.max || compare(a.cluster, b.cluster));
  return sums.map((sum) => {
    const surelyAhead = countAhead(least, (other) => other.min - sum.max || compare(sum.cluster, other.cluster));
    const perhapsAhead = countAhead(most, (other) =>
      other.cluster === sum.cluster ? 1 : other.max - sum.min || compare(sum.cluster, other.cluster),
    );
    // A cluster stands before itself in the second list, which the count has to forget.
    const chance = surelyAhead >= wanted ? 'never' : perhapsAhead - 1 < wanted ? 'always' : 'possible';
    return { ...sum, chance };
  });
}

/** How many at the front of a sorted list are ahead: `difference` is positive for them and falls along the list. */
function countAhead(sorted: readonly Sum[], difference: (other: Sum) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && difference(other) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The two clusters with the largest possible lead of one over the other. */
function widestLead(sums: readonly Sum[]): { readonly points: number; readonly rivalFirst: boolean } | undefined {
  const best = [...sums].sort((a, b) => b.max - a.max || compare(a.cluster, b.cluster)).slice(0, 2);
  const worst = [...sums].sort((a, b) => a.min - b.min || compare(b.cluster, a.cluster)).slice(0, 2);
  const pairs = best.flatMap((rival) =>
    worst.filter((choice) => choice.cluster !== rival.cluster).map((choice) => ({ rival, choice })),
  );
  const leads = pairs.map(({ rival, choice }) => ({
    points: rival.max - choice.min,
    rivalFirst: compare(rival.cluster, choice.cluster) < 0,
  }));
  return leads.sort((a, b) => b.points - a.points || Number(b.rivalFirst) - Number(a.rivalFirst))[0];
}

function verdictOf(
  sums: readonly Sum[],
  wanted: number,
  stickiness: number,
  widest: ReturnType<typeof widestLead>,
): Verdict {
  if (wanted >= sums.length || widest === undefined) return 'chooses-all';
  if (sums.every(({ min, max }) => min === max))
    return new Set(sums.map(({ min }) => min)).size === 1 ? 'always-ties' : 'constant';
  const beats = widest.points > stickiness || (widest.points === stickiness && widest.rivalFirst);
  return beats ? 'can-move' : 'never-moves';
}

function winsByMissing(cluster: string, all: readonly string[], terms: readonly Weighted[], expect: Expect): string[] {
  return terms
    .filter((term) => {
      if (expected(term, cluster, expect).missing !== true) return false;
      const written = all.map((other) => expected(term, other, expect)).filter(({ missing }) => missing !== true);
      return written.length > 0 && written.every(({ min, max }) => Math.max(min * term.weight, max * term.weight) <= 0);
    })
    .map(({ coordinate }) => termName(coordinate));
}

/** Noise can put one of two otherwise equal clusters at the top of its range, and the other at the bottom. */
function noiseOf(clusters: readonly string[], terms: readonly Weighted[], expect: Expect): number {
  const noises = terms.map((term) => {
    const most = clusters.reduce((noise, cluster) => Math.max(noise, expected(term, cluster, expect).noise ?? 0), 0);
    return Math.abs(term.weight) * most;
  });
  return noises.reduce((sum, each) => sum + each, 0);
}

export function termName({ type, builtIn, addOn }: Weighted['coordinate']): string {
  return type !== 'BuiltIn' && addOn ? `${addOn.resourceName}/${addOn.scoreName}` : (builtIn ?? '');
}
