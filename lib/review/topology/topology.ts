import { createHash } from 'node:crypto';
import { compare } from '../../model/compare';
import { groupBy } from '../../model/json';
import type { Manifest } from '../../model/manifest';
import { EnvironmentSide, folderOf } from '../../plan/environment-side';
import { filesAtOnce, type Tree } from '../../plan/tree';
import type { Facts } from '../cluster-facts';
import { templateOf } from '../placeholders';
import { drawnObjects, type DrawnUnit } from './drawn-objects';
import { madeObjects } from './made-objects';
import { linksBetween, type Link } from './links';

/** Clusters whose trees are equal but for their own facts; the picture shows the first. */
export interface ClusterGroup {
  readonly clusters: readonly string[];
  readonly isHub: boolean;
  readonly units: readonly DrawnUnit[];
}

/** The parts of a fleet, as a picture shows them. */
export interface Topology {
  /** The hub first, then the largest groups. */
  readonly groups: readonly ClusterGroup[];
  /** The clusters of groups that are left out, because so many cannot be told apart. */
  readonly left: readonly string[];
  /** Between objects of those groups, by their keys. */
  readonly links: readonly Link[];
}

/** More groups cannot be told apart in one picture. */
const mostGroups = 12;

/** The topology of an environment in a tree; empty if the tree does not hold it. */
export function topologyOf(environment: string, tree: Tree, facts: ReadonlyMap<string, Facts>): Topology {
  const side = new EnvironmentSide(tree, environment);
  if (!side.exists) return { groups: [], left: [], links: [] };
  const names = [...new Set(side.paths.map((path) => folderOf(path).split('/')[0] ?? ''))].sort(compare);
  const looks = looksOf(side, tree, facts);
  const alike = [...groupBy(names, (name) => (name === side.hub ? side.hub : (looks.get(name) ?? ''))).values()];
  const sorted = alike.sort((a, b) => Number(b[0] === side.hub) - Number(a[0] === side.hub) || b.length - a.length);
  const groups = sorted.slice(0, mostGroups).map((clusters) => groupOf(clusters, side));
  return {
    groups,
    left: sorted.slice(mostGroups).flat(),
    links: linksBetween(
      groups.flatMap(({ units }) => units),
      side.hub,
    ),
  };
}

/** A hash of all files in the folders of each cluster, without its own facts. */
function looksOf(side: EnvironmentSide, tree: Tree, facts: ReadonlyMap<string, Facts>): Map<string, string> {
  const hashes = new Map<string, ReturnType<typeof createHash>>();
  const paths = [...side.paths].sort(compare);
  for (let at = 0; at < paths.length; at += filesAtOnce) {
    const batch = paths.slice(at, at + filesAtOnce);
    const texts = tree.read(batch);
    batch.forEach((path, index) => {
      const [, , cluster = '', ...file] = path.split('/');
      if (cluster === side.hub) return;
      const hash = hashes.get(cluster) ?? createHash('sha256');
      hashes.set(cluster, hash);
      hash.update(templateOf(`${file.join('/')}\n${texts[index] ?? ''}`, facts.get(cluster) ?? {}));
    });
  }
  return new Map([...hashes].map(([cluster, hash]) => [cluster, hash.digest('hex')]));
}

function groupOf(clusters: readonly [string, ...string[]], side: EnvironmentSide): ClusterGroup {
  const [first] = clusters;
  const folders = [...side.folders].filter((folder) => folder.startsWith(`${first}/`)).sort(compare);
  const units = folders
    // Applications deliver the other objects; the picture shows only those.
    .filter((folder) => !/\/applications(?:-|$)/.test(folder))
    .map((folder): DrawnUnit => {
      const manifests = side.filesOf(folder).flatMap((path): readonly Manifest[] => side.manifests(path));
      const name = folder.slice(first.length + 1);
      const objects = drawnObjects(manifests, first, name, side.hub);
      return { name, objects: [...objects, ...madeObjects(objects)] };
    });
  for (const folder of folders) for (const path of side.filesOf(folder)) side.forget(path);
  return { clusters, isHub: first === side.hub, units };
}
