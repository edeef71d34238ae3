import type { Cluster, Fleet } from '../../lib/model/fleet';
import type { Manifest } from '../../lib/model/manifest';
import type { Chart, Constructs, Rendered, Unit } from '../../lib/model/unit';

export const hub: Cluster = { name: 'hub01', platform: 'kind', role: 'hub', labels: {}, nodes: 1 };
export const worker: Cluster = { ...hub, name: 'worker01', role: 'managed' };

export const fleet: Fleet = {
  environment: 'kind',
  gitops: { repoURL: 'https://github.com/acme/fleet.git', revision: 'refs/heads/main', path: 'fleet/dist' },
  hub,
  clusters: [hub, worker],
};

const constructs: Constructs = { type: 'constructs', ignoreDifferences: [], tests: [], build: () => undefined };

/** A unit on worker01 by Argo CD, unless told otherwise. */
export function unit(
  name: string,
  over: Partial<Omit<Unit, 'name' | 'content'>> = {},
  content: Partial<Constructs> = {},
): Unit {
  return {
    name,
    component: name,
    cluster: worker.name,
    delivery: 'argo',
    stage: 'workloads',
    settings: [name],
    namespaces: [],
    needs: [],
    ...over,
    content: { ...constructs, ...content },
  };
}

export function chartUnit(
  name: string,
  chart: Partial<Chart> = {},
  over: Partial<Omit<Unit, 'name' | 'content'>> = {},
): Unit {
  return {
    ...unit(name, { stage: 'charts', ...over }),
    content: {
      type: 'chart',
      source: {
        type: 'helm',
        repoURL: 'https://charts.example.org',
        chart: name,
        version: '1.2.3',
        releaseName: name,
        values: {},
      },
      namespace: name,
      alsoIn: [],
      creates: [],
      providesGroups: [],
      after: [],
      ignoreDifferences: [],
      ...chart,
    },
  };
}

export function configMap(name: string, text = '', metadata: object = {}): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'demo', ...metadata }, data: { text } };
}

/** A manifest as the unit's construct of that path made it. */
export function rendered(
  of: Pick<Unit, 'cluster' | 'name' | 'settings'>,
  manifest: Manifest,
  construct = 'main/object',
): Rendered {
  return { manifest, origin: { cluster: of.cluster, unit: of.name, settings: of.settings, construct } };
}
