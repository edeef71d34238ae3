/** One score that something can work out, wherever it is worked out: what strategies choose, switch and combine. */
export abstract class ScoringEngine {
  /** Unique over every source of engines: `static/performance`. */
  abstract getEngineId(): string;

  /** What a reader must know to use the numbers: algorithm, features and outputs in their order, unit, range, direction. */
  abstract getModelMetadata(): Readonly<Record<string, string>>;

  /**
   * The scores of one input.
   *
   * @param features finite numbers in the order of the metadata's `features`. An engine without features takes none; one
   *   with a single feature takes any number of its values, oldest first; one with several takes one value of each.
   * @returns the scores, in the order in which the engine gives them
   * @throws FeatureMismatch for other inputs, and what the implementation throws where it cannot be reached
   */
  abstract calculateScore(features: readonly number[]): Promise<readonly number[]>;
}

/** The input is not what the engine's model takes. */
export class FeatureMismatch extends Error {
  override readonly name = 'FeatureMismatch';
}

/** Refuses an input that does not fit the named features. */
export function checkFeatures(id: string, names: readonly string[], features: readonly number[]): void {
  const odd = features.find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new FeatureMismatch(`got ${odd}; features are finite numbers`);
  const wanted = names.length === 1 ? Math.max(1, features.length) : names.length;
  if (features.length === wanted) return;
  const right = names.length === 0 ? 'none' : names.length === 1 ? `values of ${names.join('')}` : names.join(', ');
  throw new FeatureMismatch(`got ${features.length} features; engine ${id} takes ${right}`);
}
