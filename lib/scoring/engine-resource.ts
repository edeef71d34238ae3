import { compare } from '../model/finding';
import type { Engine } from './engine';
import { engineUuid } from './engine-uuid';
import { metadataMap } from './metadata';

/** Where the read-only API answers; `/<uuid>` after it is one engine. */
export const enginesPath = '/v1/scoring_engines';

/** One engine as the read-only API shows it. */
export interface EngineResource {
  readonly uuid: string;
  /** The engine's id, by which strategies choose it. */
  readonly name: string;
  readonly description: string;
  readonly metainfo: Readonly<Record<string, string>>;
  readonly links: readonly Link[];
}

/** Where one engine is read by itself. */
export interface Link {
  readonly rel: 'self';
  /** Relative to the server, so that it holds behind every address by which the server is reached. */
  readonly href: string;
}

/** The engines as the API lists them, sorted by name. */
export function engineResources(engines: readonly Engine[]): readonly EngineResource[] {
  return [...engines].sort((a, b) => compare(a.id, b.id)).map(engineResource);
}

function engineResource(engine: Engine): EngineResource {
  const uuid = engineUuid(engine.id);
  return {
    uuid,
    name: engine.id,
    description: engine.description,
    metainfo: metadataMap(engine),
    links: [{ rel: 'self', href: `${enginesPath}/${uuid}` }],
  };
}
