import { compare } from '../model/compare';
import type { EnvironmentSide } from './environment-side';
import { keyOf, type RunningObject } from './running-object';

/** A name that goes counts as renamed if the new name has at least this share of its files. */
const share = 0.8;

/** The old names of an environment's renamed clusters, by the new ones: nearly all of their files come back. */
export function renamedClusters(base: EnvironmentSide, head: EnvironmentSide): ReadonlyMap<string, string> {
  return clustersTaken(base, head, ({ before, cluster }) => !before.has(cluster));
}

/** The same for the last step, when the base holds both names, and the Applications of the old one have let go of their objects. */
export function releasedClusters(base: EnvironmentSide, head: EnvironmentSide): ReadonlyMap<string, string> {
  const renamed = clustersTaken(base, head, () => true);
  return new Map([...renamed].filter(([, old]) => isReleased(base, old)));
}

/** Whether the Applications of an environment, or of one of its clusters, leave their objects alone when they go. */
export function isReleased(side: EnvironmentSide, cluster?: string): boolean {
  return [...side.folders].some((folder) => {
    if (cluster !== undefined && !folder.startsWith(`${cluster}/`)) return false;
    const [on = '', unit = ''] = folder.split('/');
    const application = side.applicationOf(on, unit);
    return application !== undefined && !('finalizers' in application.metadata);
  });
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

/** The old names of renamed environments, by the new ones. */
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

/** Tells whether an environment delivers an object, alone or with others. */
export function deliveredIn(side: EnvironmentSide): (object: RunningObject) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  return (object) => {
    const keys = known.get(object.cluster) ?? new Set(side.objectsOn(object.cluster).map(keyOf));
    known.set(object.cluster, keys);
    return keys.has(keyOf(object));
  };
}

type Files = ReadonlyMap<string, ReadonlySet<string>>;

/** The files in the folders of each cluster, with `*` for its name. */
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
  const [olds, news] = [gone, come].map((side) => [...side].sort(([a], [b]) => compare(a, b)));
  for (const [old, files] of olds ?? []) {
    let best: { readonly name: string; readonly same: number } | undefined;
    for (const [name, others] of news ?? []) {
      if (found.has(name)) continue;
      const same = [...files].filter((file) => others.has(file)).length;
      if (same > (best?.same ?? 0)) best = { name, same };
      // Clusters of a large fleet are alike: the first match is as good as any.
      if (same === files.size) break;
    }
    if (best !== undefined && best.same >= share * files.size) found.set(best.name, old);
  }
  return found;
}
