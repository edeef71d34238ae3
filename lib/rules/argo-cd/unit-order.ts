import type { Edge } from '../../graph/edge';
import type { Located } from '../../graph/located';
import type { Origin } from '../../model/origin';

/** The unit that a manifest belongs to, as one string. */
export function unitKey({ cluster, unit }: Origin): string {
  return `${cluster}/${unit}`;
}

/** Whether both were made by one unit of one cluster. */
export function isSameUnit(a: Origin, b: Origin): boolean {
  return a.unit === b.unit && a.cluster === b.cluster;
}

/** References of the manifest itself that order it: what a ManifestWork carries, and what a Template makes, has no waves. */
export function orderingEdges(edges: readonly Edge[], outer: Located): Edge[] {
  return edges.filter(({ from, order }) => from === outer.ref && order !== 'late');
}

/** A hook runs before or after the waves, not in one; Argo CD takes Helm's hooks for its own. */
export function isHook({ manifest }: Pick<Located, 'manifest'>): boolean {
  const { annotations } = manifest.metadata;
  return (annotations?.['argocd.argoproj.io/hook'] ?? annotations?.['helm.sh/hook']) !== undefined;
}
