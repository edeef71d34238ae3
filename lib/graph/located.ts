import { isClusterScoped } from '../kinds/scope';
import { groupOf, isNamed, type Manifest } from '../model/manifest';
import type { Origin, Path } from '../model/origin';
import type { Ref } from '../model/ref';
import type { Rendered } from '../model/unit';
import { everyAgent } from './edge';
import { find, isObject, parsePattern } from './field-pattern';

/** One object with the cluster that it lives on: a rendered manifest, or an object inside one that carries others. */
export interface Located {
  readonly manifest: Manifest;
  readonly ref: Ref;
  /** Where the object begins inside the rendered manifest; empty for the manifest itself. */
  readonly path: Path;
  /** Exists only once somebody makes it of a Template, or once a placement has chosen clusters. */
  readonly uninstantiated: boolean;
  readonly origin: Origin;
}

interface Carrier {
  /** Where its objects stand. */
  readonly at: ReturnType<typeof parsePattern>;
  /** The clusters that they live on; none where a placement that is not known here chooses them. */
  readonly clusters: (outer: Manifest, own: string, origin: Origin) => readonly string[];
  /** Whether they exist only once somebody makes them. */
  readonly uninstantiated?: true;
}

const carriers: Readonly<Record<string, Carrier>> = {
  'work.open-cluster-management.io/ManifestWork': {
    at: parsePattern('spec.workload.manifests[*]'),
    clusters: (outer, own) => [outer.metadata.namespace ?? own],
  },
  'work.open-cluster-management.io/ManifestWorkReplicaSet': {
    at: parsePattern('spec.manifestWorkTemplate.workload.manifests[*]'),
    clusters: (_outer, _own, { carriedTo = [] }) => carriedTo,
  },
  'policy.open-cluster-management.io/Policy': {
    at: parsePattern('spec.policy-templates[*].objectDefinition.spec.object-templates[*].objectDefinition'),
    clusters: () => [],
  },
  'template.openshift.io/Template': {
    at: parsePattern('objects[*]'),
    clusters: (_, own) => [own],
    uninstantiated: true,
  },
};

/** `group/Kind`, the key of every table here; core kinds begin with the slash. */
export function kindKey(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `${groupOf(manifest.apiVersion)}/${manifest.kind}`;
}

/** The Ref of an object on a cluster; of one that the API server is to name, with what that name begins with: `check-*`. */
export function refOf(manifest: Manifest, cluster: string): Ref {
  const { namespace, generateName } = manifest.metadata;
  const name = isNamed(manifest) ? manifest.metadata.name : `${typeof generateName === 'string' ? generateName : ''}*`;
  const { apiVersion, kind } = manifest;
  const group = groupOf(apiVersion);
  return namespace === undefined || isClusterScoped({ group, kind })
    ? { cluster, group, kind, name }
    : { cluster, group, kind, namespace, name };
}

/**
 * The rendered manifest and every object that it carries, once for each cluster that it is carried to. A ManifestWork lives
 * on the hub, whichever cluster its unit is for; without `hub` it is taken to live where its unit does.
 */
export function objectsIn(rendered: Rendered, hub = rendered.origin.cluster): [Located, ...Located[]] {
  const { manifest, origin } = rendered;
  const key = kindKey(manifest);
  const cluster = key === 'work.open-cluster-management.io/ManifestWork' ? hub : origin.cluster;
  const outer: Located = { manifest, ref: refOf(manifest, cluster), path: [], uninstantiated: false, origin };
  const carrier = carriers[key];
  if (!carrier) return [outer];
  const carried = find(carrier.at, manifest, []);
  const clusters = carrier.clusters(manifest, cluster, origin);
  const uninstantiated = carrier.uninstantiated === true || clusters.length === 0;
  const places = clusters.length === 0 ? [everyAgent] : clusters;
  const inner = places.flatMap((place) =>
    carried.flatMap(({ value, path }): Located[] =>
      isManifest(value) ? [{ manifest: value, ref: refOf(value, place), path, uninstantiated, origin }] : [],
    ),
  );
  return [outer, ...inner];
}

function isManifest(value: unknown): value is Manifest {
  return (
    isObject(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isObject(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}
