import { workers, type Worker } from './agent';
import { defaultFormat } from './dimension-format';
import type { DynamicScorerSpec } from './dynamic-scorer';
import { joinURL, originOf } from './endpoint';
import { configName } from './framework';
import type { ScorerStatus } from './health';
import type { AgentCluster, Summary, Traced } from './summary';

/** A DynamicScorer with the status that the controller has given it. */
export interface RegisteredEngine {
  readonly name: string;
  readonly spec: DynamicScorerSpec;
  readonly status: ScorerStatus;
}

/** A DynamicScoringConfig. */
export interface ScoringConfig {
  readonly name: string;
  readonly masks: readonly Mask[];
}

/** A score that one cluster is not asked for; both names exactly as they are. */
export interface Mask {
  readonly clusterName: string;
  readonly scoreName: string;
}

/** Why a cluster does not get an engine. */
export type SkipReason =
  | 'no-scoring-config'
  | 'no-score-name'
  | 'masked'
  | 'not-active'
  | 'never-synced'
  | 'no-source-type'
  | 'source-endpoint-invalid'
  | 'source-auth-incomplete'
  | 'scoring-endpoint-invalid'
  | 'scoring-auth-incomplete'
  | 'no-query'
  | 'no-range'
  | 'no-step'
  | 'no-interval'
  | 'no-location'
  | 'no-destination';

/** What one cluster gets for one engine, and what its agent makes of it. */
export type Telling =
  | { readonly engine: string; readonly type: 'sent'; readonly summary: Summary; readonly worker: Worker }
  | { readonly engine: string; readonly type: 'skipped'; readonly reason: SkipReason };

/**
 * For each engine, what the hub's controller sends to a cluster, or why it skips the engine, and what the agent then
 * does. Follows `dynamicscoringconfig_controller.go`, the order of its checks included: the first that fails is the
 * reason. Without a DynamicScoringConfig of the one name that is read, no cluster is ever told anything.
 */
export function summaries(
  engines: readonly RegisteredEngine[],
  config: ScoringConfig | undefined,
  cluster: AgentCluster,
): readonly Telling[] {
  const decided = engines.map((engine) => ({ engine: engine.name, outcome: summarize(engine, config, cluster.name) }));
  const sent = decided.flatMap(({ outcome }) => (typeof outcome === 'string' ? [] : [outcome]));
  const byEngine = new Map(workers(sent, cluster).map((worker) => [worker.engine, worker]));
  return decided.map(({ engine, outcome }): Telling => {
    const worker = byEngine.get(engine);
    return typeof outcome === 'string' || worker === undefined
      ? { engine, type: 'skipped', reason: outcome as SkipReason }
      : { engine, type: 'sent', summary: outcome, worker };
  });
}

function summarize(engine: RegisteredEngine, config: ScoringConfig | undefined, cluster: string): Summary | SkipReason {
  const { spec } = engine;
  if (config?.name !== configName) return 'no-scoring-config';
  const { health, lastSyncedConfig: synced } = engine.status;
  const { source, scoring } = spec;
  const scoreName = firstText(
    ...fromEither('scoring.params.name', synced?.scoring?.params?.name, scoring?.params?.name),
  );
  if (scoreName === undefined) return 'no-score-name';
  if (config.masks.some((mask) => mask.clusterName === cluster && mask.scoreName === scoreName.value)) return 'masked';
  if (health !== 'Active') return 'not-active';
  if (synced === undefined && spec.configSyncMode === 'Full') return 'never-synced';
  const sourceType = firstText(...fromEither('source.type', synced?.source?.type, source?.type));
  if (sourceType === undefined) return 'no-source-type';
  // With any other type than exactly `None`, an incomplete source means no summary at all.
  const needsSource = sourceType.value !== 'None';
  const sourceEndpoint = sourceEndpointOf(engine);
  if (needsSource && sourceEndpoint === undefined) return 'source-endpoint-invalid';
  const sourceAuth = authOf('source', spec);
  if (needsSource && sourceAuth === undefined) return 'source-auth-incomplete';
  const scoringEndpoint = scoringEndpointOf(engine);
  if (scoringEndpoint === undefined) return 'scoring-endpoint-invalid';
  const scoringAuth = authOf('scoring', spec);
  if (scoringAuth === undefined) return 'scoring-auth-incomplete';
  const query = firstText(...fromEither('source.params.query', synced?.source?.params?.query, source?.params?.query));
  if (needsSource && query === undefined) return 'no-query';
  const range = firstPositive(
    ...fromEither('source.params.range', synced?.source?.params?.range, source?.params?.range),
  );
  if (needsSource && range === undefined) return 'no-range';
  const step = firstPositive(...fromEither('source.params.step', synced?.source?.params?.step, source?.params?.step));
  if (needsSource && step === undefined) return 'no-step';
  const interval = firstPositive(
    ...fromEither('scoring.params.interval', synced?.scoring?.params?.interval, scoring?.params?.interval),
  );
  if (interval === undefined) return 'no-interval';
  const location = firstText(['spec.location', spec.location]);
  if (location === undefined) return 'no-location';
  const destination = firstText(['spec.scoreDestination', spec.scoreDestination]);
  if (destination === undefined) return 'no-destination';
  return {
    name: { value: engine.name, from: ['metadata.name'] },
    scoreName,
    sourceType,
    sourceEndpoint: sourceEndpoint ?? empty,
    sourceEndpointAuthName: sourceAuth?.name ?? empty,
    sourceEndpointAuthKey: sourceAuth?.key ?? empty,
    sourceQuery: query ?? empty,
    sourceRange: range ?? zero,
    sourceStep: step ?? zero,
    scoringEndpoint,
    scoringInterval: interval,
    scoringEndpointAuthName: scoringAuth.name,
    scoringEndpointAuthKey: scoringAuth.key,
    location,
    scoreDestination: destination,
    scoreDimensionFormat: firstText(['spec.scoreDimensionFormat', spec.scoreDimensionFormat]) ?? {
      value: defaultFormat,
      from: ['default'],
    },
  };
}

const empty: Traced<string> = { value: '', from: ['default'] };
const zero: Traced<number> = { value: 0, from: ['default'] };

type Candidate<T> = readonly [from: string, value: T | null | undefined];

/** What the scorer answered to `/config` wins over what the DynamicScorer declares. */
function fromEither<T>(field: string, synced: T, declared: T): readonly [Candidate<T>, Candidate<T>] {
  return [
    [`status.lastSyncedConfig.${field}`, synced],
    [`spec.${field}`, declared],
  ];
}

function firstText(...candidates: readonly Candidate<string>[]): Traced<string> | undefined {
  for (const [from, value] of candidates) if (value != null && value !== '') return { value, from: [from] };
  return undefined;
}

function firstPositive(...candidates: readonly Candidate<number>[]): Traced<number> | undefined {
  for (const [from, value] of candidates) if (value != null && value > 0) return { value, from: [from] };
  return undefined;
}

function sourceEndpointOf({ spec, status }: RegisteredEngine): Traced<string> | undefined {
  const synced = status.lastSyncedConfig?.source;
  return endpoint(
    spec.configURL,
    firstText(...fromEither('source.host', synced?.host, spec.source?.host)),
    firstText(...fromEither('source.path', synced?.path, spec.source?.path)),
  );
}

function scoringEndpointOf({ spec, status }: RegisteredEngine): Traced<string> | undefined {
  const synced = status.lastSyncedConfig;
  // The controller looks whether the config has scoring.host, and then reads source.host, be it empty or not.
  const host = synced?.scoring?.host
    ? { value: synced.source?.host ?? '', from: ['status.lastSyncedConfig.source.host'] }
    : firstText(['spec.scoring.host', spec.scoring?.host]);
  return endpoint(
    spec.configURL,
    host,
    firstText(...fromEither('scoring.path', synced?.scoring?.path, spec.scoring?.path)),
  );
}

/** Without a host that of `configURL` is taken; without a path none, so that the bare host is asked. */
function endpoint(
  configURL: string,
  host: Traced<string> | undefined,
  path: Traced<string> | undefined,
): Traced<string> | undefined {
  const base = host ?? { value: originOf(configURL) ?? '', from: ['spec.configURL'] };
  const value = joinURL(base.value, path?.value ?? '');
  return value === undefined ? undefined : { value, from: [...base.from, ...(path?.from ?? [])] };
}

function authOf(
  side: 'source' | 'scoring',
  spec: DynamicScorerSpec,
): { readonly name: Traced<string>; readonly key: Traced<string> } | undefined {
  const auth = spec[side]?.auth?.tokenSecretRef;
  if (auth === undefined) return { name: empty, key: empty };
  if (auth.name === '' || auth.key === '') return undefined;
  const from = `spec.${side}.auth.tokenSecretRef`;
  return { name: { value: auth.name, from: [`${from}.name`] }, key: { value: auth.key, from: [`${from}.key`] } };
}
