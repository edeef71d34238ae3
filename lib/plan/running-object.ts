import { groupOf, type Manifest } from '../model/manifest';

/** Who puts an object on its cluster, and how it treats what is there already. */
export type Deliverer =
  | 'argo-ssa'
  | 'argo-apply'
  | 'argo-replace'
  | 'work-update'
  | 'work-ssa'
  | 'work-createonly'
  | 'work-readonly'
  | 'mwrs'
  | 'person';

/** An object where it runs: taken out of the ManifestWork or Template that carries it. */
export interface RunningObject {
  /** The cluster that it runs on. */
  readonly cluster: string;
  readonly manifest: Manifest;
  readonly deliverer: Deliverer;
  /** What the work agent does with it, for what it delivers. */
  readonly agent?: 'update' | 'ssa' | 'createonly' | 'readonly';
  /** The Application that syncs it or its carrier; absent for what a person applies. */
  readonly application?: string;
  /** Sync wave inside of its Application. */
  readonly wave: number;
  /** What it is carried in, as `ManifestWork worker01/dynamic-scoring`. @default - a file of its own */
  readonly carrier?: string;
  /** Instantiated only when somebody processes the Template. */
  readonly inTemplate?: true;
  /** Made by a Placement that decides among several clusters: this is one that it may choose. */
  readonly candidate?: true;
  /** Made at a phase of the sync, and not kept. */
  readonly hook?: string;
  /** The unit whose folder it lies in. */
  readonly unit: string;
  /** The cluster of that folder. */
  readonly folder: string;
}

/** `group/Kind`. */
export function kindOf({ manifest: { apiVersion, kind } }: Pick<RunningObject, 'manifest'>): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

/** What makes two objects one and the same, over every version: where it runs, and what it is called there. */
export function keyOf(object: Pick<RunningObject, 'manifest' | 'cluster'>): string {
  const { name, namespace } = object.manifest.metadata;
  return `${object.cluster} ${kindOf(object)} ${namespace ?? ''} ${name}`;
}

export const annotations = {
  wave: 'argocd.argoproj.io/sync-wave',
  hook: 'argocd.argoproj.io/hook',
  syncOptions: 'argocd.argoproj.io/sync-options',
} as const;

/** The sync options that the object itself carries. */
export function syncOptionsOf({ metadata }: Manifest): readonly string[] {
  const text = metadata.annotations?.[annotations.syncOptions] ?? '';
  return text.split(',').map((option) => option.trim());
}
