import { formatPath } from '../../lib/model/origin';
import type { Manifest } from '../../lib/model/manifest';
import { schemaFaults } from '../../lib/schema/schema-faults';

type Fields = Record<string, unknown>;

/** A manifest in namespace `apps`, or without one. */
export function manifest(apiVersion: string, kind: string, fields: Fields = {}, metadata: Fields = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'sample', namespace: 'apps', ...metadata }, ...fields };
}

export function clusterScoped(apiVersion: string, kind: string, fields: Fields = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'sample' }, ...fields };
}

export function podSpec(container: Fields = {}, pod: Fields = {}): Fields {
  return { containers: [{ name: 'main', image: 'example.com/main:1', ...container }], ...pod };
}

export function deployment(spec: Fields = {}, container: Fields = {}, pod: Fields = {}): Manifest {
  const labels = { app: 'sample' };
  return manifest('apps/v1', 'Deployment', {
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(container, pod) },
      ...spec,
    },
  });
}

export function service(spec: Fields = {}): Manifest {
  return manifest('v1', 'Service', { spec: { selector: { app: 'sample' }, ports: [{ port: 80 }], ...spec } });
}

/** Each problem as `code path: message`. */
export function problems(of: Manifest): string[] {
  return schemaFaults(of).map(({ code, path, message }) => `${code} ${formatPath(path)}: ${message}`);
}
