/** The folders of a tree, from the folder that holds it. */
export const treeFolders = { rendered: 'dist', argocd: 'argocd', journal: '.scorewright/journal.json' } as const;

/** The folder of Applications on the hub, and the unit of all replica sets, whose Application belongs to no cluster's folder. */
export const [rootUnit, replicaSets] = ['applications', 'replica-sets'];

/** The clusters that have a folder in the rendered files of an environment. */
export function clustersIn(files: ReadonlyMap<string, string>, environment: string): ReadonlySet<string> {
  const clusters = new Set<string>();
  for (const path of files.keys()) {
    const [root, name, folder, file] = path.split('/');
    if (root === treeFolders.rendered && name === environment && folder !== 'files' && file !== undefined)
      clusters.add(folder ?? '');
  }
  return clusters;
}

/** Whether a path of a tree is rendered for an environment. */
export function isOfEnvironment(name: string, path: string): boolean {
  return path.startsWith(`${treeFolders.rendered}/${name}/`) || path === `${treeFolders.argocd}/${name}.yaml`;
}
