/**
 * `scorewright/constructs`: for the Chart of any cdk8s app, without an environment file. Hardened by default, explicit
 * in names, selectors and resources.
 */
export { ConfigMap, type ConfigMapProps } from '../constructs/config-map';
export { CronJob, type CronJobProps } from '../constructs/cron-job';
export { Job, type JobProps } from '../constructs/job';
export { ClusterGrant, Grant, type ClusterGrantProps, type GrantProps } from '../constructs/rbac';
export { Claim, type ClaimProps, type ClaimSettings, type ClaimSettingsInput } from '../constructs/pvc';
export { ExposedService, type ExposedServiceProps } from '../constructs/service';
export { reach, type Endpoint, type Reach } from '../constructs/endpoint';
export { toExposure, type Exposure, type ExposureSettings } from '../constructs/exposure';
export { SecretToken, type SecretTokenProps } from '../constructs/secret-token';
export { ServiceAccount, type ServiceAccountProps } from '../constructs/service-account';
export { SmokeTest, type SmokeTestProps } from '../constructs/smoke-test';
export { exposureSchema, type Schema, type SchemaError } from './schemas';
export { Workload, type WorkloadProps } from '../constructs/workload';

// Dynamic scoring of Open Cluster Management: scorers, their registration on the hub, and choices of clusters by scores.
export { DynamicScorer, type DynamicScorerProps } from '../constructs/scoring/dynamic-scorer';
export {
  DynamicScoringConfig,
  type DynamicScoringConfigProps,
  type ScoreMask,
} from '../constructs/scoring/dynamic-scoring-config';
export {
  ScorerDeployment,
  type ScorerConfigFile,
  type ScorerDeploymentProps,
} from '../constructs/scoring/scorer-deployment';
export {
  ScoredPlacement,
  type Goal,
  type ScoredItem,
  type ScoredPlacementProps,
  type WeightedScore,
} from '../constructs/placement/scored-placement';
export { type ClusterToleration } from '../constructs/placement/toleration';
export { type Labels } from '../constructs/labels';
export { type TargetProps } from '../constructs/target';
export { type Engine, type EngineData } from '../scoring/engine';
export { type ScorerAddress } from '../scoring/dynamic-scorer';
export { type ImagePullPolicy } from '../constructs/container';
export { type Resources } from '../constructs/quantity';

// Models that KServe serves, and their storage.
export { DataConnection, type DataConnectionProps } from '../constructs/serving/data-connection';
export { type Access, type Connection, type KeyAccess, type KeyOrigin } from '../constructs/serving/connection';
export {
  InferenceService,
  type InferenceServiceProps,
  type ModelLocation,
} from '../constructs/serving/inference-service';
export { Minio, type MinioProps } from '../constructs/serving/minio';
export { type Mode } from '../constructs/serving/mode';
export { type RuntimeSettings } from '../constructs/serving/runtimes/runtime-settings';
export {
  ServingRuntime,
  type RuntimeServes,
  type ServingRuntimeProps,
} from '../constructs/serving/runtimes/serving-runtime';

// EnergetiScope: the energy of workloads, learned from Kepler's measurements.
export { EnergetiScopePredictor, type EnergetiScopePredictorProps } from '../constructs/energetiscope/predictor';
export { EnergetiScopeTraining, type EnergetiScopeTrainingProps } from '../constructs/energetiscope/training';
export { type ModelVolume } from '../constructs/energetiscope/pod';
export {
  type CollectOptions,
  type LabelOptions,
  type StepOptions,
  type TrainingOptions,
} from '../constructs/energetiscope/training-options';
export { type Target, type WorkloadKind } from '../constructs/energetiscope/training-settings';

// ocifit: a model chooses image and node.
export { CompatibilityArtifact, type CompatibilityArtifactProps } from '../constructs/ocifit/compatibility-artifact';
export { OcifitWebhook, type OcifitWebhookProps } from '../constructs/ocifit/ocifit-webhook';
export { type Architecture } from '../constructs/ocifit/architecture';
export { type Artifact, type ArtifactDocument } from '../constructs/ocifit/artifact/artifact';
export { type FeatureMatch, type FeatureRule, type Operator } from '../constructs/ocifit/artifact/feature-rule';
export { type Model, type ModelRule } from '../constructs/ocifit/artifact/model-rule';
export { type NodeIdentity } from '../constructs/ocifit/names';
export {
  selectForMiniCluster,
  selectForPod,
  type Containers,
  type Marked,
  type Marks,
  type SelectableMiniCluster,
  type SelectablePod,
  type Selection,
} from '../constructs/ocifit/selection';

// Delivery of objects to clusters.
export { ManifestWork, type ManifestWorkProps } from './manifest-work';
export type { Platform, PlatformName } from '../model/platform';
export type { PodSecurity } from '../model/pod-security';
