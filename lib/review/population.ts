import { compare } from '../model/compare';
import { treeFolders } from '../plan/tree-folders';
import type { Tree } from '../plan/tree';
import type { Facts } from './cluster-facts';
import { filled, wordsOf } from './placeholders';

/** The clusters that have a file, so that a review can say how many of them change. */
export class Population {
  readonly clusters: readonly string[];
  /** The folders that hold a file, by its path below the folder. */
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
   * @param file path below the folder of its cluster, as JSON text that may have placeholders
   * @param folder the folder that it lies in, for a path with placeholders
   */
  having(file: string, folder: string): readonly string[] {
    if (wordsOf(file).length === 0) return [...(this.holders.get(file) ?? [])];
    return this.clusters.filter((cluster) => {
      const name = filled(file, this.facts.get(cluster) ?? {});
      return name !== undefined && this.holders.get(name)?.has(folder) === true;
    });
  }
}
