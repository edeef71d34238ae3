import { compare } from '../model/compare';
import { treeFolders } from '../plan/tree-folders';
import type { Tree } from '../plan/tree';
import type { Facts } from './cluster-facts';
import { filled, wordsOf } from './placeholders';

/** Which clusters have a file at all, so that a review can say of how many of them something changes. */
export class Population {
  readonly clusters: readonly string[];
  /** The folders that hold a file, by its path below them. */
  private readonly holders = new Map<string, Set<string>>();

  constructor(
    environment: string,
    trees: readonly Tree[],
    private readonly facts: ReadonlyMap<string, Facts>,
  ) {
    const clusters = new Set<string>(facts.keys());
    for (const tree of trees)
      for (const path of tree.files.keys()) {
        const [root, name, folder = '', ...rest] = path.split('/');
        if (root !== treeFolders.rendered || name !== environment || rest.length === 0) continue;
        const file = rest.join('/');
        const known = this.holders.get(file);
        if (known) known.add(folder);
        else this.holders.set(file, new Set([folder]));
      }
    this.clusters = [...clusters].sort(compare);
  }

  /**
   * The clusters that have a file such as this one.
   *
   * @param file below the folder of its cluster, as JSON text in which placeholders may stand
   * @param folder the one folder that it lies in, where its path has a cluster's facts in it
   */
  having(file: string, folder: string): readonly string[] {
    if (wordsOf(file).length === 0) return [...(this.holders.get(file) ?? [])];
    return this.clusters.filter((cluster) => {
      const name = filled(file, this.facts.get(cluster) ?? {});
      return name !== undefined && this.holders.get(name)?.has(folder) === true;
    });
  }
}
