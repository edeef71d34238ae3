/**
 * `scorewright/plugin`: everything that a plug-in of an environment and its tests need. A plug-in brings scorers and engines
 * as data, components and rules.
 */
export { type Engine, type EngineMetadata, type Scoring, type Source, type TokenSecret } from '../scoring/engine';
export { engineSchema, scorerSchema, type Schema, type SchemaError } from './schemas';
export { checkEngines } from '../scoring/engine-checks';
export { compareConfig, expectedConfig, type ConfigDifference, type ExpectedConfig } from '../scoring/expectation';
export { scorersOf } from '../plugins/scorers-of';
export { defineScorer, type Scorer, type ScorerData, type ScorerWorkload } from '../scoring/scorer';
export { defineComponent, type OwnComponent, type OwnContext, type OwnUnit } from '../plugins/own-component';
export { field, type Field, type Fields, type SettingsOf } from '../plugins/setting-fields';
export { defineRule, type OwnFault, type OwnRule } from '../plugins/own-rule';
export type { Cluster, Fleet, GitOps } from '../model/fleet';
export type { Severity } from '../model/finding';
export type { Manifest, ObjectMeta } from '../model/manifest';
export type { Path } from '../model/origin';
export type { Ref } from '../model/ref';
export type { GroupKind } from '../model/group-kind';
export type { Delivery, IgnoredDifference, NamespaceNeed, Need, Stage } from '../model/unit';
export type { On } from '../environment/placement';
export type { Platform, PlatformName } from '../model/platform';
export type { PodSecurity } from '../model/pod-security';
