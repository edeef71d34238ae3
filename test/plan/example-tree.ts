import type { Manifest } from '../../lib/model/manifest';
import type { Example } from '../../lib/plan/consequence';
import type { Tree } from '../../lib/plan/tree';
import { toYaml } from '../../lib/publish/yaml';

const [environment, hub] = ['example', 'hub01'];

/**
 * The files of an environment that holds these units, by `cluster/unit`: what an Application of each needs is made, unless the
 * example has it under `hub01/applications-<cluster>`, and so is what a person applies, unless it stands under `argocd`.
 */
export function exampleTree(units: Example, settings = ''): Map<string, string> {
  const files = new Map<string, string>([[`environments/${environment}.yaml`, settings]]);
  const put = (folder: string, manifest: Manifest) =>
    files.set(`dist/${environment}/${folder}/${fileName(manifest)}`, toYaml(manifest));
  files.set(`dist/${environment}/files/needs.md`, '');
  for (const [unit, manifests] of Object.entries(units)) {
    if (unit === 'argocd') continue;
    for (const manifest of manifests) put(unit, manifest);
    const [cluster = '', name = ''] = unit.split('/');
    if (name.startsWith('applications') || manifests.length === 0) continue;
    const application = applicationOf(cluster, name, manifests);
    const folder = `${hub}/applications-${cluster}`;
    const own = (units[folder] ?? []).some(({ metadata }) => metadata.name === application.metadata.name);
    if (!own) put(folder, application);
  }
  const bootstrap = units.argocd ?? [project(), root()];
  files.set(`argocd/${environment}.yaml`, bootstrap.map((manifest) => toYaml(manifest)).join('---\n'));
  return files;
}

/** The same as a tree of Git. */
export function treeOf(files: ReadonlyMap<string, string>, id: string): Tree {
  return { name: id, id, files, read: (paths) => paths.map((path) => files.get(path) ?? '') };
}

/** The AppProject that permits everything. */
export function project(
  spec: object = { clusterResourceWhitelist: any, namespaceResourceWhitelist: any, destinations: everywhere },
): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: environment, namespace: 'argocd' },
    spec,
  };
}

const any = [{ group: '*', kind: '*' }];
const everywhere = [
  { name: '*', namespace: '*' },
  { server: '*', namespace: '*' },
];

/** The root Application. */
export function root(): Manifest {
  const source = { path: `dist/${environment}/${hub}/applications` };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: environment, namespace: 'argocd' },
    spec: { source },
  };
}

function applicationOf(cluster: string, unit: string, manifests: readonly Manifest[]): Manifest {
  const onHub = cluster === hub || manifests.some(({ kind }) => kind.startsWith('ManifestWork'));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `${environment}.${cluster}.${unit}`,
      namespace: 'argocd',
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      destination: onHub ? { server: 'https://kubernetes.default.svc' } : { name: cluster },
      project: environment,
      source: { path: `dist/${environment}/${cluster}/${unit}`, repoURL: 'https://example.com/fleet.git' },
      syncPolicy: { syncOptions: ['ServerSideApply=true'] },
    },
  };
}

function fileName({ kind, metadata: { name, namespace } }: Manifest): string {
  return [kind, ...(namespace === undefined ? [] : [namespace]), name, 'yaml'].join('.');
}
