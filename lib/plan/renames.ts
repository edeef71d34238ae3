import { compare } from '../model/compare';
import type { EnvironmentSide } from './environment-side';
import { keyOf, type RunningObject } from './running-object';

/** From this share of its files on, what goes counts as what comes under another name. */
const share = 0.8;

/** By their new names, the clusters of an environment that only have another one: nearly all of their files come back. */
export function renamedClusters(base: EnvironmentSide, head: EnvironmentSide): ReadonlyMap<string, string> {
  return clustersTaken(base, head, ({ before, cluster }) => !before.has(cluster));
}

/** The same on the last step, where both names stand in the base: the Applications of the old one have let go of their objects. */
export function releasedClusters(base: EnvironmentSide, head: EnvironmentSide): ReadonlyMap<string, string> {
  const renamed = clustersTaken(base, head, () => true);
  return new Map([...renamed].filter(([, old]) => isReleased(base, old)));
}

/** Whether the Applications of an environment, or of one of its clusters, leave their objects alone when they go. */
export function isReleased(side: EnvironmentSide, cluster?: string): boolean {
  const applications = [...side.folders].flatMap((folder) => {
    const [on = '', unit = ''] = folder.split('/');
    const own = cluster === undefined || on === cluster ? side.applicationOf(on, unit) : undefined;
    return own === undefined ? [] : [own];
  });
  return applications.some(({ metadata }) => !('finalizers' in metadata));
}

function clustersTaken(
  base: EnvironmentSide,
  head: EnvironmentSide,
  comes: (one: { readonly before: Files; readonly cluster: string }) => boolean,
): ReadonlyMap<string, string> {
  if (!base.exists || !head.exists) return new Map();
  const [before, after] = [base, head].map(filesByCluster) as [Files, Files];
  const gone = [...before].filter(([cluster]) => !after.has(cluster));
  if (gone.length === 0) return new Map();
  const come = [...after].filter(([cluster]) => comes({ before, cluster }));
  return pairs(gone, come);
}

/** By their new names, the environments that only have another one. */
export function renamedEnvironments(
  gone: readonly EnvironmentSide[],
  come: readonly EnvironmentSide[],
): ReadonlyMap<string, string> {
  const files = (sides: readonly EnvironmentSide[]) =>
    sides.map((side): [string, ReadonlySet<string>] => [
      side.name,
      new Set(side.paths.map((path) => path.split('/').slice(2).join('/')).filter((path) => !isOfArgoCd(path))),
    ]);
  return pairs(files(gone), files(come));
}

/** Whether an environment delivers an object, whoever else does. */
export function deliveredIn(side: EnvironmentSide): (object: RunningObject) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  return (object) => {
    const keys = known.get(object.cluster) ?? new Set(side.objectsOn(object.cluster).map(keyOf));
    known.set(object.cluster, keys);
    return keys.has(keyOf(object));
  };
}

type Files = ReadonlyMap<string, ReadonlySet<string>>;

/** Of each cluster the files in its folders, with `*` for its name. */
function filesByCluster(side: EnvironmentSide): Files {
  const files = new Map<string, Set<string>>();
  for (const path of side.paths) {
    const [, , cluster = '', ...rest] = path.split('/');
    if (cluster === side.hub) continue;
    const name = rest
      .join('/')
      .split('.')
      .map((part) => (part === cluster ? '*' : part))
      .join('.');
    files.set(cluster, (files.get(cluster) ?? new Set()).add(name));
  }
  return files;
}

function isOfArgoCd(path: string): boolean {
  return /^[^/]+\/applications[^/]*\//.test(path);
}

function pairs(
  gone: readonly (readonly [string, ReadonlySet<string>])[],
  come: readonly (readonly [string, ReadonlySet<string>])[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [old, files] of [...gone].sort(([a], [b]) => compare(a, b))) {
    const same = ([, others]: readonly [string, ReadonlySet<string>]) =>
      [...files].filter((file) => others.has(file)).length;
    const [best] = come.filter(([name]) => !found.has(name)).sort((a, b) => same(b) - same(a) || compare(a[0], b[0]));
    if (files.size > 0 && best !== undefined && same(best) >= share * files.size) found.set(best[0], old);
  }
  return found;
}
