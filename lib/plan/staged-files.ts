import type { Tree } from './tree';

/** The texts of what a stage renders, by their paths. */
export type Files = Map<string, string>;

export function filesOf(tree: Tree): Files {
  const paths = [...tree.files.keys()].filter((path) => path.startsWith('dist/') || path.startsWith('argocd/'));
  const texts = tree.read(paths);
  return new Map(paths.map((path, index) => [path, texts[index] ?? '']));
}

export function treeOf(files: ReadonlyMap<string, string>, name: string): Tree {
  return { name, id: name, files, read: (paths) => paths.map((path) => files.get(path) ?? '') };
}
