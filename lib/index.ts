/**
 * What other programs may import. Everything else is an inner part that may change with any release.
 *
 * The names are those of the layers: the pipeline (`lib/synth`), the scoring model (`lib/scoring`), engines that calculate
 * (`lib/engines`), the reference graph (`lib/graph`), the schema check (`lib/schema`), the constructs (`lib/constructs`)
 * and the words they share (`lib/model`).
 */

// The pipeline: environment files in, checked manifests out.
export { differences, isClean, Misuse, synthesizeAll, type Outcome, type Request } from './synth/run';
export { type EnvironmentReport } from './synth/synth';
export { type BudgetEntry } from './synth/budget';
export { schemaDocument } from './synth/editor-schema';
export { type NeedLine } from './synth/needs';

// Findings and the objects that they are about.
export { type Code } from './model/codes';
export {
  formatFinding,
  formatFindings,
  type Fault,
  type Evidence,
  type Finding,
  type Place,
  type Severity,
} from './model/finding';
export { findingKind, type FindingKind } from './model/finding-kind';
export { type Cluster, type Fleet, type GitOps } from './model/fleet';
export { type Platform, type PlatformName } from './model/platform';
export { type PodSecurity } from './model/pod-security';
export { platformOf, platforms } from './platforms/catalogue';
export { groupOf, identity, type Manifest, type ObjectMeta } from './model/manifest';
export { type Origin, type TracedField, type Path, type Position } from './model/origin';
export { formatRef, refKey, type Ref } from './model/ref';
export { type Rendered, type Unit } from './model/unit';

// The schema check of one object, and of those that it carries.
export { schemaFaults } from './schema/schema-faults';
export { type SchemaFault } from './schema/object-fault';

// The validation for `cdk8s.yaml`, which cdk8s takes from the package's main file.
export {
  ScorewrightValidation,
  type ScorewrightValidationProps,
  type ValidationContext,
  type Violation,
} from './api/cdk8s';

// The scoring model: engines, scorers, and what hub and agents do with them.
export { builtIn, enginesOf, findEngine, findScorer } from './scoring/catalogue';
export { checkEngines } from './scoring/engine-checks';
export { type Engine, type EngineMetadata, type Scoring, type Source, type TokenSecret } from './scoring/engine';
export { defineScorer, type Scorer, type ScorerData, type ScorerWorkload } from './scoring/scorer';
export { summaries, type Mask, type RegisteredEngine, type ScoringConfig, type Telling } from './scoring/controller';
export { scoreItems, workers, type PlacementScore, type Worker } from './scoring/agent';
export { dynamicScorerSpec, type DynamicScorerSpec, type ScorerAddress } from './scoring/dynamic-scorer';
export { compareConfig, expectedConfig, type ConfigDifference, type ExpectedConfig } from './scoring/expectation';
export { cleanScoreName } from './model/score-name';

// What checks values of unknown shape.
export { engineSchema, exposureSchema, scorerSchema, type Schema, type SchemaError } from './api/schemas';

// Scoring engines that calculate, here or by asking their scorer, and the check of a running scorer.
export { ScoringEngine, FeatureMismatch } from './engines/scoring-engine';
export { EngineCatalogue, type Connect } from './engines/engine-catalogue';
export { LocalEngine, type Calculation } from './engines/local-engine';
export { RemoteEngine } from './engines/remote-engine';
export { ScorerClient, ScorerError, type ScorerConnection, type ScorerFailure } from './engines/scorer-client';
export { checkScorer, type CheckedPoint } from './engines/scorer-check';

// The scheduler of Open Cluster Management, and what it would do.
export { schedule, type Decision, type Request as PlacementRequest } from './placement/schedule';
export { whoMoves, type Move, type Side } from './placement/moves';

// The reference graph: which field points at what, and how it orders.
export { edges } from './graph/edges';
export { offers } from './graph/offers';
export { waves, type WaveFault, type Waves } from './graph/waves';
export { type Edge, type Offer } from './graph/edge';

// Constructs: hardened by default, explicit in names, selectors and resources.
export { ConfigMap, type ConfigMapProps } from './constructs/config-map';
export { CronJob, type CronJobProps } from './constructs/cron-job';
export { Job, type JobProps } from './constructs/job';
export { ClusterGrant, Grant, type ClusterGrantProps, type GrantProps } from './constructs/rbac';
export { Claim, type ClaimProps } from './constructs/pvc';
export { ExposedService, type ExposedServiceProps } from './constructs/service';
export { reach, type Endpoint, type Reach } from './constructs/endpoint';
export { toExposure, type Exposure, type ExposureSettings } from './constructs/exposure';
export { SecretToken, type SecretTokenProps } from './constructs/secret-token';
export { ServiceAccount, type ServiceAccountProps } from './constructs/service-account';
export { SmokeTest, type SmokeTestProps } from './constructs/smoke-test';
export { Workload, type WorkloadProps } from './constructs/workload';
