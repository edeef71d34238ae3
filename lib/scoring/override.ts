import type { Duration } from '../environment/values/duration-syntax';
import { originOf } from './endpoint';
import type { Engine, EngineMetadata, Source, TokenSecret } from './engine';

/** What an environment says otherwise of an engine. What is absent stays as the catalogue has it. */
export interface EngineOverride {
  readonly description?: string | undefined;
  /** The score name. */
  readonly score?: string | undefined;
  readonly interval?: Duration | undefined;
  /** The Prometheus, as every cluster that is not masked reaches its own; with the path where it has one. */
  readonly prometheus?: string | undefined;
  readonly query?: string | undefined;
  readonly range?: Duration | undefined;
  readonly step?: Duration | undefined;
  /** `none` takes the token away. */
  readonly sourceAuth?: TokenSecret | 'none' | undefined;
  readonly scoringAuth?: TokenSecret | 'none' | undefined;
  readonly dimension?: string | undefined;
  /** What the scores lie between, and in which unit. */
  readonly values?: { readonly min: number; readonly max: number; readonly unit?: string | undefined } | undefined;
  readonly location?: Engine['location'] | undefined;
}

/** Fields that the scorer's own `/config` answers too, and by which it would win. */
const answered = ['score', 'interval', 'prometheus', 'query', 'range', 'step'] as const;

/** Whether the scorer's `/config` answers otherwise than the engine is then declared. */
function contradictsConfig(override: EngineOverride): boolean {
  return answered.some((field) => override[field] !== undefined);
}

/**
 * The engine as an environment wants it. Where its scorer would answer otherwise, it is registered with `configSyncMode:
 * None`, and under another name: the hub keeps the last answer of `/config` in the status of a DynamicScorer, and that
 * answer would win for as long as the object lives.
 */
export function overridden(engine: Engine, override: EngineOverride): Engine {
  const declared = contradictsConfig(override) && engine.configSyncMode === 'Full';
  const { auth, ...scoring } = engine.scoring;
  return {
    ...engine,
    ...(declared && { name: `${engine.name}-declared`, configSyncMode: 'None' as const }),
    description: override.description ?? engine.description,
    location: override.location ?? engine.location,
    source: sourceOf(engine.source, override),
    scoring: {
      ...scoring,
      ...(override.score !== undefined && { name: override.score }),
      ...(override.interval !== undefined && { interval: override.interval }),
      ...authOf(auth, override.scoringAuth),
    },
    dimensionFormat: override.dimension ?? engine.dimensionFormat,
    metadata: metadataOf(engine.metadata, override),
  };
}

function metadataOf(metadata: EngineMetadata, { values }: EngineOverride): EngineMetadata {
  if (values === undefined) return metadata;
  const { min, max, unit = metadata.unit } = values;
  return { ...metadata, range: { min, max }, unit };
}

function sourceOf(source: Source, override: EngineOverride): Source {
  if (source.type === 'None') return source;
  const { auth, ...rest } = source;
  const { host = source.host, path = source.path } = placeOf(override.prometheus, source.path);
  return {
    ...rest,
    ...(host !== undefined && { host }),
    path,
    query: override.query ?? source.query,
    range: override.range ?? source.range,
    step: override.step ?? source.step,
    ...authOf(auth, override.sourceAuth),
  };
}

/** Mimir and Thanos behind a gateway answer below a path of their own. */
function placeOf(prometheus: string | undefined, path: string): { readonly host?: string; readonly path?: string } {
  if (prometheus === undefined) return {};
  const { pathname } = new URL(prometheus);
  const below = pathname.replace(/\/+$/, '');
  return { host: below === '' ? prometheus : (originOf(prometheus) ?? prometheus), path: `${below}${path}` };
}

function authOf(auth: TokenSecret | undefined, instead: TokenSecret | 'none' | undefined): { auth?: TokenSecret } {
  const chosen = instead === 'none' ? undefined : (instead ?? auth);
  return chosen === undefined ? {} : { auth: chosen };
}
