import { compare } from '../model/finding';
import type { Engine } from './engine';
import { engineUuid } from './engine-uuid';
import { metadataMap } from './metadata';

/** Where the read-only API answers; `/detail` after it is the list too, `/<uuid>` and `/<name>` are one engine. */
export const enginesPath = '/v1/scoring_engines';

/** The same without a version, as bookmarks have it. */
export const bookmarksPath = '/scoring_engines';

/** Stands in links for the address by which the server is reached; the server puts that in. */
export const serverAddress = 'scorewright-server-address:';

/** One engine as the read-only API shows it. */
export interface EngineResource {
  readonly uuid: string;
  /** The engine's id, by which strategies choose it. */
  readonly name: string;
  readonly description: string;
  /** What the engine says about its model, as JSON text: the clients of Watcher read text there. */
  readonly metainfo: string;
  /** The same as a map. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly links: readonly Link[];
}

/** Where one engine is read by itself. */
export interface Link {
  readonly rel: 'self' | 'bookmark';
  /** Begins with `serverAddress`, which the server replaces with the address at which it was reached. */
  readonly href: string;
}

/** The engines as the API lists them, sorted by name. */
export function engineResources(engines: readonly Engine[]): readonly EngineResource[] {
  return [...engines].sort((a, b) => compare(a.id, b.id)).map(engineResource);
}

function engineResource(engine: Engine): EngineResource {
  const uuid = engineUuid(engine.id);
  const metadata = metadataMap(engine);
  return {
    uuid,
    name: engine.id,
    description: engine.description,
    metainfo: JSON.stringify(metadata),
    metadata,
    links: [
      { rel: 'self', href: `${serverAddress}${enginesPath}/${uuid}` },
      { rel: 'bookmark', href: `${serverAddress}${bookmarksPath}/${uuid}` },
    ],
  };
}
