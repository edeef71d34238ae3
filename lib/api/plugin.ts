/**
 * `scorewright/plugin`: what a plug-in of an environment needs, which brings scorers and engines as data, and what its
 * tests need.
 */
export { type Engine, type EngineMetadata, type Scoring, type Source, type TokenSecret } from '../scoring/engine';
export { engineSchema, scorerSchema, type Schema, type SchemaError } from './schemas';
export { checkEngines } from '../scoring/engine-checks';
export { compareConfig, expectedConfig, type ConfigDifference, type ExpectedConfig } from '../scoring/expectation';
export { defineScorer, type Scorer, type ScorerData, type ScorerWorkload } from '../scoring/scorer';
