import { compileCel } from './cel/selector';
import type { Hub } from './hub';
import { compileSelector } from './label-selector';
import type { ClusterSelector } from './objects';

/** Whether the cluster at a position of `hub.clusters` is selected. */
export type Selects = (index: number) => boolean;

const none: Readonly<Record<string, string>> = {};

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
  const asksClaims = (claimSelector?.matchExpressions ?? []).length > 0;
  return (index) => {
    const cluster = hub.clusters[index];
    if (cluster === undefined || !labels(cluster.metadata.labels ?? none)) return false;
    if (asksClaims && !claims(hub.claims[index] ?? none)) return false;
    return expressions === undefined || expressions(cluster);
  };
}
