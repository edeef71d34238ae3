import { label } from '../model/manifest';
import { objectOf, type Change } from './change';
import type { EnvironmentSide } from './environment-side';
import { kindOf } from './running-object';

/** Something that a commit does only with a consent. */
export interface Brake {
  /** What an entry of `consent` names: `remove Namespace demo`, `refused Job demo/train`, `half of worker02`, `many objects`. */
  readonly what: string;
  /** The clusters that it happens on. */
  readonly clusters: readonly string[];
  /** In a sentence without its full stop. */
  readonly why: string;
  /** The reason that the environment gives; absent where it does not consent. */
  readonly consent?: string;
}

/** Removed, these are never made again as they were. */
const never = new Set([
  '/Namespace',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'cluster.open-cluster-management.io/ManagedCluster',
]);

/** A removal counts as large above this many objects, and above this share of all. */
const [many, share] = [10, 0.1];

/** What of the changes of an environment stops a plan. */
export function brakesOf(changes: readonly Change[], base: EnvironmentSide): Brake[] {
  const removed = changes.filter(({ new: now, old }) => now === undefined && old !== undefined && !old.inTemplate);
  return [...eachOf(changes), ...halves(removed, base), ...wholes(removed, base)];
}

function eachOf(changes: readonly Change[]): Brake[] {
  const brakes = new Map<string, { why: string; clusters: string[] }>();
  const add = (what: string, why: string, cluster: string) => {
    const brake = brakes.get(what);
    if (brake) brake.clusters.push(cluster);
    else brakes.set(what, { why, clusters: [cluster] });
  };
  for (const change of changes) {
    const { cluster, manifest } = objectOf(change);
    const name = label(manifest);
    const refused = change.reasons.find((reason) => reason.class === 'refused');
    const danger = change.reasons.find((reason) => reason.class === 'danger');
    if (refused) add(`refused ${name}`, refused.why, cluster);
    const isGone = change.new === undefined && !change.old?.inTemplate;
    if (isGone && never.has(kindOf(objectOf(change))))
      add(`remove ${name}`, (danger ?? change.reasons[0])?.why ?? 'removed', cluster);
    else if (danger) add(`${isGone ? 'remove' : 'danger'} ${name}`, danger.why, cluster);
  }
  return [...brakes].map(([what, brake]) => ({ what, ...brake }));
}

/** A cluster that loses half of its objects. Hooks and works are objects, too. */
function halves(removed: readonly Change[], base: EnvironmentSide): Brake[] {
  const losses = new Map<string, number>();
  for (const change of removed) {
    const { cluster } = objectOf(change);
    losses.set(cluster, (losses.get(cluster) ?? 0) + 1);
  }
  const counts = new Counts(base);
  return [...losses].flatMap(([cluster, lost]): Brake[] => {
    // Each file holds at least one object: most clusters need not be read.
    if (lost * 2 <= counts.filesFor(cluster)) return [];
    const all = counts.objectsOn(cluster);
    if (lost * 2 <= all) return [];
    return [{ what: `half of ${cluster}`, clusters: [cluster], why: `${cluster} loses ${lost} of its ${all} objects` }];
  });
}

function wholes(removed: readonly Change[], base: EnvironmentSide): Brake[] {
  if (removed.length <= many) return [];
  const all = new Counts(base).all();
  if (removed.length <= all * share) return [];
  const clusters = [...new Set(removed.map((change) => objectOf(change).cluster))];
  return [{ what: 'many objects', clusters, why: `${removed.length} of ${all} objects are removed` }];
}

/** How many objects there are where they run. */
class Counts {
  private counted: Map<string, number> | undefined;

  constructor(private readonly side: EnvironmentSide) {}

  filesFor(cluster: string): number {
    const folders = [...this.side.folders].filter((folder) => folder.startsWith(`${cluster}/`));
    return folders.reduce(
      (sum, folder) => sum + this.side.filesOf(folder).filter(isLocal(folder, this.side.hub)).length,
      0,
    );
  }

  objectsOn(cluster: string): number {
    return this.count().get(cluster) ?? 0;
  }

  all(): number {
    return [...this.count().values()].reduce((sum, count) => sum + count, 0);
  }

  private count(): Map<string, number> {
    if (this.counted) return this.counted;
    const counts = new Map<string, number>();
    for (const object of this.side.all()) counts.set(object.cluster, (counts.get(object.cluster) ?? 0) + 1);
    return (this.counted = counts);
  }
}

/** Files of works lie in the folder of their cluster, though the work itself is an object of the hub. */
function isLocal(folder: string, hub: string): (path: string) => boolean {
  return (path) => folder.startsWith(`${hub}/`) || !path.includes('/ManifestWork.');
}
