import type { Engine } from '../scoring/engine';
import { metadataMap } from '../scoring/metadata';
import { checkFeatures, ScoringEngine } from './scoring-engine';

/** Works out scores from features that were checked. */
export type Calculation = (features: readonly number[]) => readonly number[];

/** An engine that computes in this process. */
export class LocalEngine extends ScoringEngine {
  constructor(
    private readonly engine: Engine,
    private readonly calculate: Calculation,
  ) {
    super();
  }

  getEngineId(): string {
    return this.engine.id;
  }

  getModelMetadata(): Readonly<Record<string, string>> {
    return metadataMap(this.engine);
  }

  calculateScore(features: readonly number[]): Promise<readonly number[]> {
    return new Promise((resolve) => {
      checkFeatures(this.engine.id, this.engine.metadata.features, features);
      resolve(this.calculate(features));
    });
  }
}

const mean: Calculation = (values) => [values.reduce((sum, value) => sum + value, 0) / values.length];

/** By the algorithm that an engine's metadata names. */
const byAlgorithm: ReadonlyMap<string, Calculation> = new Map([['arithmetic mean', mean]]);

/** How an engine's scores can be worked out without its scorer; undefined where only the scorer knows. */
export function calculationOf({ results, metadata }: Engine): Calculation | undefined {
  const scores = results.type === 'fixed' ? results.items.flatMap(({ score }) => score ?? []) : [];
  if (results.type === 'fixed' && scores.length === results.items.length) return () => scores;
  return byAlgorithm.get(metadata.algorithm);
}
