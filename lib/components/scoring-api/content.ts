import type { Engine } from '../../scoring/engine';
import { engineResources } from '../../scoring/engine-resource';
import { serverConfig } from './web-server';

/** The files of the server's folder: its configuration, the list, and each engine by its UUID; the configuration knows the UUIDs of names. */
export function contentFiles(engines: readonly Engine[]): Readonly<Record<string, string>> {
  const resources = engineResources(engines);
  return {
    'nginx.conf': serverConfig(resources),
    'scoring_engines.json': json({ scoring_engines: resources }),
    'not_found.json': json({ error: { code: 404, message: 'no such resource; GET /v1/scoring_engines lists them' } }),
    'method_not_allowed.json': json({ error: { code: 405, message: 'read-only: GET and HEAD only' } }),
    ...Object.fromEntries(resources.map((resource) => [`${resource.uuid}.json`, json(resource)])),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
