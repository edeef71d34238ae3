/** What an AddOnPlacementScore can hold; the API server refuses the whole status update for one value outside. */
const storable = { min: -100, max: 100 } as const;

/** What scores lie between, both ends included. */
export interface ScoreRange {
  readonly min: number;
  readonly max: number;
}

/** A score as the AddOnPlacementScore holds it: the agent cuts off what follows the point. */
export function stored(score: number): number {
  // `+ 0` turns the -0 that -0.5 is cut to into plain 0.
  return Math.trunc(score) + 0;
}

/** The range once its scores are cut to whole numbers. */
export function storedRange(range: ScoreRange): ScoreRange {
  return { min: stored(range.min), max: stored(range.max) };
}

/** Whether every value of the range can be stored once it is cut. */
export function isStorable(range: ScoreRange): boolean {
  const { min, max } = storedRange(range);
  return min <= max && min >= storable.min && max <= storable.max;
}

/** Whether all values become one whole number, by which no Placement can tell clusters apart; 0 where it is 0. */
export function constantAfterCut(range: ScoreRange): number | undefined {
  const { min, max } = storedRange(range);
  return min === max ? min : undefined;
}
