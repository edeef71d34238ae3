import { Hub, type HubState } from './hub';
import { chosenIn, decisionOf, nameOf } from './moves';
import type { AddOnPlacementScore, Placement } from './objects';
import { rank } from './scheduler';

/** One score at one time. */
export interface Sample {
  /** Seconds since 1970. */
  readonly time: number;
  readonly cluster: string;
  readonly resourceName: string;
  readonly scoreName: string;
  readonly value: number;
}

/** What a Placement would have done. */
export interface Replay {
  readonly placement: string;
  /** At each time the chosen clusters and every cluster's sum without Steady. */
  readonly steps: readonly Step[];
  readonly moves: number;
  /** Seconds that a choice stood on average; the last one stands until the last sample. */
  readonly meanStay: number;
  /** Points of the sum, averaged over time and the chosen clusters. */
  readonly gained: number;
}

export interface Step {
  readonly time: number;
  readonly chosen: readonly string[];
  readonly sums: ReadonlyMap<string, number>;
}

/**
 * Replays scores over time: at every time that has one the scheduler decides anew, with its last decision standing. A score
 * stays until its next sample, as it does on the hub. What is gained is measured against never moving from the first choice.
 */
export function replay(placement: Placement, state: HubState, samples: readonly Sample[]): Replay {
  const scores = new Map<string, AddOnPlacementScore>(
    (state.addOnPlacementScores ?? []).map((score) => [
      `${score.metadata.namespace ?? ''}/${score.metadata.name}`,
      score,
    ]),
  );
  const others = (state.placementDecisions ?? []).filter(
    ({ metadata: { name } }) => !name.startsWith(`${placement.metadata.name}-decision-`),
  );
  let standing: readonly string[] = [];
  const steps: Step[] = [];
  for (const [time, at] of byTime(samples)) {
    for (const sample of at) write(scores, sample);
    const own = standing.length === 0 ? [] : [decisionOf(placement, standing)];
    const hub = new Hub(
      { ...state, addOnPlacementScores: [...scores.values()], placementDecisions: [...others, ...own] },
      new Date(time * 1000),
    );
    const scheduling = rank(placement, hub);
    const steady = scheduling.terms.findIndex(({ coordinate }) => coordinate.builtIn === 'Steady');
    standing = chosenIn(scheduling);
    const sums = scheduling.ranking.map(({ cluster, total, scores: each }): [string, number] => [
      cluster,
      total - (steady < 0 ? 0 : (each[steady] ?? 0) * (scheduling.terms[steady]?.weight ?? 0)),
    ]);
    steps.push({ time, chosen: standing, sums: new Map(sums) });
  }
  return { placement: nameOf(placement), steps, ...summary(steps) };
}

function summary(steps: readonly Step[]): Pick<Replay, 'moves' | 'meanStay' | 'gained'> {
  const moves = steps.filter((step, index) => index > 0 && !same(step.chosen, steps[index - 1]?.chosen ?? [])).length;
  const [first, last] = [steps[0], steps.at(-1)];
  const span = first === undefined || last === undefined ? 0 : last.time - first.time;
  let gained = 0;
  steps.forEach((step, index) => {
    const until = steps[index + 1]?.time ?? step.time;
    gained += (until - step.time) * (mean(step, step.chosen) - mean(step, first?.chosen ?? []));
  });
  return { moves, meanStay: span / (moves + 1), gained: span === 0 ? 0 : gained / span };
}

function mean({ sums }: Step, clusters: readonly string[]): number {
  const each = clusters.flatMap((cluster) => sums.get(cluster) ?? []);
  return each.length === 0 ? 0 : each.reduce((sum, value) => sum + value, 0) / each.length;
}

/** A new order among the chosen clusters is not a move. */
function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cluster) => b.includes(cluster));
}

function byTime(samples: readonly Sample[]): [number, Sample[]][] {
  const groups = new Map<number, Sample[]>();
  for (const sample of samples) {
    const group = groups.get(sample.time);
    if (group) group.push(sample);
    else groups.set(sample.time, [sample]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

function write(scores: Map<string, AddOnPlacementScore>, { cluster, resourceName, scoreName, value }: Sample): void {
  const key = `${cluster}/${resourceName}`;
  const kept = (scores.get(key)?.status?.scores ?? []).filter(({ name }) => name !== scoreName);
  // The agent cuts what follows the point.
  const written = { name: scoreName, value: Math.trunc(value) + 0 };
  scores.set(key, { metadata: { name: resourceName, namespace: cluster }, status: { scores: [...kept, written] } });
}
