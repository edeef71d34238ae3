import { seconds } from '../model/duration';
import type { Engine } from '../scoring/engine';
import { metadataMap } from '../scoring/metadata';
import type { ScorerClient, Series } from './scorer-client';
import { checkFeatures, ScoringEngine } from './scoring-engine';

/** An engine whose scorer computes: features go there as series, as the agent sends what a query gave it. */
export class RemoteEngine extends ScoringEngine {
  constructor(
    private readonly engine: Engine,
    private readonly client: Pick<ScorerClient, 'score'>,
  ) {
    super();
  }

  getEngineId(): string {
    return this.engine.id;
  }

  getModelMetadata(): Readonly<Record<string, string>> {
    return metadataMap(this.engine);
  }

  async calculateScore(features: readonly number[]): Promise<readonly number[]> {
    const { id, metadata, scoring } = this.engine;
    checkFeatures(id, metadata.features, features);
    const { results } = await this.client.score(scoring.path, this.series(features));
    return results.map(({ score }) => score);
  }

  /** One series of all values for a single feature, else one series for each feature. Times only tell the distance. */
  private series(features: readonly number[]): readonly Series[] {
    const { metadata, source } = this.engine;
    const step = source.type === 'None' ? 1 : seconds(source.step);
    const [only] = metadata.features;
    if (metadata.features.length === 1 && only !== undefined)
      return [{ metric: { __name__: only }, values: features.map((value, at) => [at * step, String(value)]) }];
    return metadata.features.map((name, at) => ({
      metric: { __name__: name },
      values: [[0, String(features[at])]],
    }));
  }
}
