/**
 * `scorewright/plugin`: what a plug-in of an environment needs, which brings scorers and engines as data, and what its
 * tests need.
 */
export {
  engineSchema,
  type Engine,
  type EngineMetadata,
  type Scoring,
  type Source,
  type TokenSecret,
} from '../scoring/engine';
export { checkEngines } from '../scoring/engine-checks';
export { compareConfig, expectedConfig, type ConfigDifference, type ExpectedConfig } from '../scoring/expectation';
export { defineScorer, scorerSchema, type Scorer, type ScorerData, type ScorerWorkload } from '../scoring/scorer';
