import { carriedBy } from '../kinds/carriers';
import type { CarrierFacts } from '../kinds/kind-table';
import { isClusterScoped } from '../kinds/scope';
import { groupOf, isManifest, isNamed, type Manifest } from '../model/manifest';
import type { Origin, Path } from '../model/origin';
import type { Ref } from '../model/ref';
import type { Rendered } from '../model/unit';
import { everyAgent } from './edge';

/** One object with the cluster that it lives on: a rendered manifest, or an object inside one that carries others. */
export interface Located {
  readonly manifest: Manifest;
  readonly ref: Ref;
  /** Where the object begins inside the rendered manifest; empty for the manifest itself. */
  readonly path: Path;
  /** Exists only once somebody makes it of a Template, or once a placement has chosen clusters. */
  readonly uninstantiated: boolean;
  /** Only some of its fields are given: required ones may be missing. */
  readonly partial?: true;
  readonly origin: Origin;
}

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
  const isWork = kindKey(manifest) === 'work.open-cluster-management.io/ManifestWork';
  const cluster = isWork ? hub : origin.cluster;
  const outer: Located = { manifest, ref: refOf(manifest, cluster), path: [], uninstantiated: false, origin };
  return [outer, ...objectsCarried(outer)];
}

/** What an object carries, and what that carries in turn. An object that is described in parts is never there as it stands. */
function objectsCarried(carrier: Located): Located[] {
  const { manifest, ref, path: at, origin } = carrier;
  return carriedBy(manifest).flatMap(({ value, path, facts, unwanted }) => {
    if (unwanted || !isManifest(value)) return [];
    const clusters = clustersOf(facts, manifest, ref.cluster, origin);
    const isLate = facts.onDemand === true || facts.partial === true || clusters.length === 0;
    const uninstantiated = carrier.uninstantiated || isLate;
    const isPartial = facts.partial === true || carrier.partial === true;
    return (clusters.length === 0 ? [everyAgent] : clusters).flatMap((cluster) => {
      const inner = {
        manifest: value,
        ref: refOf(value, cluster),
        path: [...at, ...path],
        uninstantiated,
        origin,
        ...(isPartial && { partial: true as const }),
      };
      return [inner, ...objectsCarried(inner)];
    });
  });
}

/** The clusters that the carried objects live on; none where an unknown placement chooses them. */
function clustersOf({ clusters }: CarrierFacts, outer: Manifest, own: string, origin: Origin): readonly string[] {
  if (clusters === 'namespace') return [outer.metadata.namespace ?? own];
  if (clusters === 'own') return [own];
  return kindKey(outer) === 'work.open-cluster-management.io/ManifestWorkReplicaSet' ? (origin.carriedTo ?? []) : [];
}
