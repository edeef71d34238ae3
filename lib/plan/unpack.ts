import { groupOf, isManifest, label, type Manifest } from '../model/manifest';
import { valueAt, type Fields } from '../kinds/changed';
import { annotations, syncOptionsOf, type Deliverer, type RunningObject } from './running-object';

/** Where a file lies, and who syncs it. */
export interface Place {
  readonly hub: string;
  /** The cluster and the unit of its folder. */
  readonly folder: string;
  readonly unit: string;
  /** The cluster that its Application writes to. */
  readonly destination: string;
  /** Absent for what a person applies. */
  readonly application?: string;
  /** `spec.syncPolicy.syncOptions` of that Application. */
  readonly syncOptions: readonly string[];
  /** The clusters of a Placement on the hub. */
  readonly chosen: (namespace: string, placement: string) => Chosen;
}

/** The clusters that a Placement can choose; whether it takes all of them. */
export interface Chosen {
  readonly clusters: readonly string[];
  readonly all: boolean;
}

/** The objects of a manifest where they run: itself first, then what it carries. */
export function unpacked(manifest: Manifest, place: Place): RunningObject[] {
  const own = ownObject(manifest, place);
  switch (`${groupOf(manifest.apiVersion)}/${manifest.kind}`) {
    case 'work.open-cluster-management.io/ManifestWork':
      return [own, ...carried(manifest.spec, own, [manifest.metadata.namespace ?? ''], {})];
    case 'work.open-cluster-management.io/ManifestWorkReplicaSet':
      return [own, ...ofReplicaSet(manifest, own, place)];
    case 'template.openshift.io/Template':
      return [own, ...ofTemplate(manifest, own)];
    default:
      return [own];
  }
}

/** The kinds that carry other objects, and the field that holds those; the rest of a carrier is compared as its own. */
export const carriers: Readonly<Record<string, readonly string[]>> = {
  ManifestWork: ['spec', 'workload'],
  ManifestWorkReplicaSet: ['spec', 'manifestWorkTemplate', 'workload'],
  Template: ['objects'],
};

/** A carrier without what it carries, which is compared by itself. */
export function withoutCarried(manifest: Manifest): Manifest {
  const path = carriers[manifest.kind];
  const group = groupOf(manifest.apiVersion);
  if (path === undefined || !/^(?:work|template)\./.test(group)) return manifest;
  return without(manifest, path) as unknown as Manifest;
}

function without(value: Fields, [first = '', ...rest]: readonly string[]): Fields {
  const { [first]: inner, ...others } = value;
  if (rest.length === 0 || typeof inner !== 'object' || inner === null) return others;
  return { ...others, [first]: without(inner as Fields, rest) };
}

function ownObject(manifest: Manifest, place: Place): RunningObject {
  const { application, destination, folder, unit } = place;
  const hook = manifest.metadata.annotations?.[annotations.hook];
  const wave = Number(manifest.metadata.annotations?.[annotations.wave] ?? 0);
  return {
    cluster: destination,
    manifest,
    deliverer: application === undefined ? 'person' : argoDeliverer(manifest, place.syncOptions),
    ...(application !== undefined && { application }),
    wave: Number.isFinite(wave) ? wave : 0,
    ...(hook !== undefined && { hook }),
    unit,
    folder,
  };
}

function argoDeliverer(manifest: Manifest, ofApplication: readonly string[]): Deliverer {
  const options = [...syncOptionsOf(manifest), ...ofApplication];
  const says = (name: string) => options.find((option) => option.startsWith(`${name}=`))?.endsWith('=true') === true;
  if (says('Replace')) return 'argo-replace';
  return says('ServerSideApply') ? 'argo-ssa' : 'argo-apply';
}

interface ManifestConfig {
  readonly resourceIdentifier?: Readonly<Record<string, string>>;
  readonly updateStrategy?: { readonly type?: string };
}

const agents: Readonly<Record<string, RunningObject['agent']>> = {
  CreateOnly: 'createonly',
  ReadOnly: 'readonly',
  ServerSideApply: 'ssa',
  Update: 'update',
};

/** What a work carries to each of its clusters. */
function carried(
  spec: unknown,
  own: RunningObject,
  clusters: readonly string[],
  extra: Partial<RunningObject>,
): RunningObject[] {
  const manifests = valueAt(spec, 'workload.manifests');
  const configs = (valueAt(spec, 'manifestConfigs') ?? []) as readonly ManifestConfig[];
  const list = Array.isArray(manifests) ? (manifests as readonly Manifest[]).filter(isManifest) : [];
  return list.flatMap((manifest) => {
    const agent = agents[strategyOf(manifest, configs)] ?? 'update';
    return clusters.map((cluster): RunningObject => ({
      ...own,
      cluster,
      manifest,
      deliverer: `work-${agent}`,
      agent,
      carrier: label(own.manifest),
      ...extra,
    }));
  });
}

function strategyOf(manifest: Manifest, configs: readonly ManifestConfig[]): string {
  const { name, namespace } = manifest.metadata;
  const group = groupOf(manifest.apiVersion);
  const config = configs.find(({ resourceIdentifier: id = {} }) => {
    const [resource, kind] = [id.resource ?? '', manifest.kind.toLowerCase()];
    const plural = resource === '*' || resource.startsWith(kind.replace(/y$/, '')) || resource === kind;
    return (id.group ?? '') === group && id.name === name && (id.namespace ?? '') === (namespace ?? '') && plural;
  });
  return config?.updateStrategy?.type ?? 'Update';
}

function ofReplicaSet(manifest: Manifest, own: RunningObject, place: Place): RunningObject[] {
  const refs = valueAt(manifest.spec, 'placementRefs');
  const names = Array.isArray(refs) ? (refs as readonly { name?: string }[]).map(({ name }) => name ?? '') : [];
  const template = valueAt(manifest.spec, 'manifestWorkTemplate');
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const { clusters, all } = place.chosen(manifest.metadata.namespace ?? '', name);
    const fresh = clusters.filter((cluster) => !seen.has(cluster));
    for (const cluster of fresh) seen.add(cluster);
    return carried(template, own, fresh, { deliverer: 'mwrs', ...(!all && { candidate: true }) });
  });
}

function ofTemplate(manifest: Manifest, own: RunningObject): RunningObject[] {
  const objects = (manifest as unknown as Fields).objects;
  if (!Array.isArray(objects)) return [];
  return (objects as readonly Manifest[]).filter(isManifest).map((inner) => ({
    ...own,
    manifest: {
      ...inner,
      metadata: { namespace: manifest.metadata.namespace, ...inner.metadata } as Manifest['metadata'],
    },
    carrier: label(manifest),
    inTemplate: true,
  }));
}
