import type { Tree } from './tree';
import { treeFolders } from './tree-folders';

/** The texts of a stage's rendered files, by path. */
export type Files = Map<string, string>;

export function filesOf(tree: Tree): Files {
  const paths = [...tree.files.keys()].filter((path) =>
    [treeFolders.rendered, treeFolders.argocd].some((root) => path.startsWith(`${root}/`)),
  );
  const texts = tree.read(paths);
  return new Map(paths.map((path, index) => [path, texts[index] ?? '']));
}

export function treeOf(files: ReadonlyMap<string, string>, name: string): Tree {
  return { name, id: name, files, read: (paths) => paths.map((path) => files.get(path) ?? '') };
}
