/** Where trees lie, from the folder that holds them. */
export const treeFolders = { rendered: 'dist', argocd: 'argocd', journal: '.scorewright/journal.json' } as const;

/** The folder of Applications on the hub, and the unit of all replica sets, whose Application lies among those of no cluster. */
export const [rootUnit, replicaSets] = ['applications', 'replica-sets'];
