import { seconds } from '../model/duration';
import type { Engine, TokenSecret } from './engine';
import { joinURL } from './endpoint';

interface AuthSpec {
  readonly tokenSecretRef: TokenSecret;
}

/** The spec of a DynamicScorer as the CRD has it: nearly everything may be absent. Times are whole seconds. */
export interface DynamicScorerSpec {
  readonly description: string;
  readonly configURL: string;
  readonly configSyncMode: 'Full' | 'None';
  readonly location?: 'Internal' | 'External';
  readonly scoreDestination?: 'AddOnPlacementScore' | 'None';
  readonly scoreDimensionFormat?: string;
  readonly source?: {
    readonly type?: 'Prometheus' | 'None';
    readonly host?: string;
    readonly path?: string;
    readonly params?: { readonly query: string; readonly range: number; readonly step: number };
    readonly auth?: AuthSpec;
  };
  readonly scoring?: {
    readonly host?: string;
    readonly path?: string;
    readonly params?: { readonly name: string; readonly interval: number };
    readonly auth?: AuthSpec;
  };
}

/** Where a scorer answers. */
export interface ScorerAddress {
  /** Scheme and authority as a pod of the hub reaches them: `http://172.18.0.3:30007`. */
  readonly hub: string;
  /** As the managed clusters reach it, where that is another address than the hub's. */
  readonly agents?: string;
}

/**
 * The spec that registers an engine. Every field that the controller may read is set, also under `Full`: a scorer whose
 * `/config` is a 404 page in JSON counts as Active, and the spec is what then holds.
 */
export function dynamicScorerSpec(engine: Engine, address: ScorerAddress): DynamicScorerSpec {
  const host = engine.scoring.host ?? address.agents;
  return {
    description: engine.description,
    configURL: joinURL(address.hub, engine.configPath) ?? `${address.hub}${engine.configPath}`,
    configSyncMode: engine.configSyncMode,
    location: engine.location,
    scoreDestination: engine.destination,
    scoreDimensionFormat: engine.dimensionFormat,
    source: sourceSpec(engine),
    scoring: {
      ...(host === undefined ? {} : { host }),
      path: engine.scoring.path,
      params: { name: engine.scoring.name, interval: seconds(engine.scoring.interval) },
      ...authSpec(engine.scoring.auth),
    },
  };
}

function sourceSpec({ source }: Engine): NonNullable<DynamicScorerSpec['source']> {
  if (source.type === 'None') return { type: 'None' };
  return {
    type: source.type,
    ...(source.host === undefined ? {} : { host: source.host }),
    path: source.path,
    params: { query: source.query, range: seconds(source.range), step: seconds(source.step) },
    ...authSpec(source.auth),
  };
}

function authSpec(auth: TokenSecret | undefined): { auth?: AuthSpec } {
  return auth === undefined ? {} : { auth: { tokenSecretRef: auth } };
}
