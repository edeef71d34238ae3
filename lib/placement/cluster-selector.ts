import { compileCel } from './cel/selector';
import type { Hub } from './hub';
import { compileSelector } from './label-selector';
import type { ClusterSelector } from './objects';

/** Whether the cluster at a position of `hub.clusters` is selected. */
export type Selects = (index: number) => boolean;

const none: ReadonlyMap<string, string> = new Map();

/**
 * The three parts of a predicate as one function: labels, claims and CEL expressions, all of which must hold.
 *
 * @returns the reason in words where the scheduler refuses it
 */
export function compileClusterSelector(
  { labelSelector, claimSelector, celSelector }: ClusterSelector,
  hub: Hub,
): Selects | string {
  const labels = compileSelector(labelSelector ?? {});
  if (typeof labels === 'string') return labels;
  const claims = compileSelector({ matchExpressions: claimSelector?.matchExpressions });
  if (typeof claims === 'string') return claims;
  const expressions = compileCel(celSelector?.celExpressions ?? [], hub);
  if (typeof expressions === 'string') return expressions;
  return (index) => {
    if (!labels(hub.labels[index] ?? none) || !claims(hub.claims[index] ?? none)) return false;
    const cluster = hub.clusters[index];
    return expressions === undefined || (cluster !== undefined && expressions(cluster));
  };
}
