import type { Ranked, Scheduling } from './scheduler';
import { termName, type Expect } from './outlook';

/** One score that, changed alone, makes a rival take the place of a choice. */
export interface Threshold {
  readonly cluster: string;
  /** `<resourceName>/<item>`. */
  readonly score: string;
  readonly now: number;
  /** The first whole number at which the choice flips. */
  readonly at: number;
  /** Whether the score can become that, by what is declared of it. */
  readonly possible: boolean;
}

/** How far the weakest choice is ahead of the strongest rival, and what closes the gap. */
export interface Margin {
  readonly choice: string;
  readonly rival: string;
  readonly gap: number;
  /** Of the rival's scores and of the choice's. */
  readonly thresholds: readonly Threshold[];
}

/** @param scheduling with the decisions that stand, so that Steady counts; undefined where nothing can take a place */
export function marginOf({ ranking, chosen, terms }: Scheduling, expect: Expect): Margin | undefined {
  const [choice, rival] = [ranking[chosen - 1], ranking[chosen]];
  if (choice === undefined || rival === undefined) return undefined;
  const gap = choice.total - rival.total;
  // With equal sums the name decides.
  const needed = gap + (rival.cluster < choice.cluster ? 0 : 1);
  const thresholds = terms.flatMap(({ coordinate, weight }, term) => {
    if (coordinate.type === 'BuiltIn' || !coordinate.addOn) return [];
    const points = Math.ceil(needed / Math.abs(weight)) * Math.sign(weight);
    const { resourceName, scoreName } = coordinate.addOn;
    const threshold = ({ cluster, scores }: Ranked, change: number): Threshold => {
      const now = scores[term] ?? 0;
      const { min, max } = expect(resourceName, scoreName, cluster) ?? { min: -100, max: 100 };
      return {
        cluster,
        score: termName(coordinate),
        now,
        at: now + change,
        possible: min <= now + change && now + change <= max,
      };
    };
    return [threshold(rival, points), threshold(choice, -points)];
  });
  return { choice: choice.cluster, rival: rival.cluster, gap, thresholds };
}
