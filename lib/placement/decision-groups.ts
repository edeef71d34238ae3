import { compare } from '../model/finding';
import type { Hub } from './hub';
import { compileClusterSelector, type Selects } from './cluster-selector';
import type { Placement } from './objects';

/** Clusters that a progressive rollout takes together. Its number is its place in the list, from 0. */
export interface DecisionGroup {
  /** Empty for the clusters that no group of the Placement selects. */
  readonly name: string;
  /** Sorted by name: groups do not keep the order of the decisions. */
  readonly clusters: readonly string[];
}

/**
 * The groups in which a Placement hands out its decisions: those that it describes, in its order, then the rest, each cut
 * at `clustersPerDecisionGroup`. There is always one, if an empty one.
 *
 * @param decisions the chosen clusters
 * @returns the reason in words where the placement controller refuses the strategy
 */
export function decisionGroups(
  placement: Placement,
  decisions: readonly string[],
  hub: Hub,
): readonly DecisionGroup[] | string {
  const { decisionGroups: described, clustersPerDecisionGroup } = placement.spec.decisionStrategy?.groupStrategy ?? {};
  const length = groupLength(clustersPerDecisionGroup ?? 0, decisions.length);
  if (typeof length === 'string') return length;
  const left = new Set(decisions);
  const groups: DecisionGroup[] = [];
  for (const { groupName, groupClusterSelector } of described ?? []) {
    const { labelSelector, claimSelector } = groupClusterSelector ?? {};
    const selects = compileClusterSelector({ labelSelector, claimSelector }, hub);
    if (typeof selects === 'string') return selects;
    const selected = namesOf(hub, selects).filter((name) => left.delete(name));
    groups.push(...divide(groupName ?? '', selected, length));
  }
  groups.push(...divide('', [...left], length));
  return groups.length === 0 ? [{ name: '', clusters: [] }] : groups;
}

function namesOf(hub: Hub, selects: Selects): string[] {
  return hub.positions.filter(selects).flatMap((index) => hub.clusters[index]?.metadata.name ?? []);
}

/** A number, or a share of the decisions rounded up; all of them where that is none or too many. */
function groupLength(value: number | string, total: number): number | string {
  const share = /^([-+]?[0-9]*\.?[0-9]+)%$/.exec(String(value))?.[1];
  if (typeof value === 'string' && share === undefined)
    return `got ${value} clusters a group; write a number or a share such as 25%`;
  const length = share === undefined ? Number(value) : Math.ceil((Number(share) / 100) * total);
  return length <= 0 || length > total ? total : length;
}

function divide(name: string, members: readonly string[], length: number): DecisionGroup[] {
  const sorted = [...members].sort(compare);
  const starts = Array.from({ length: Math.ceil(sorted.length / Math.max(1, length)) }, (_, at) => at * length);
  return starts.map((start) => ({ name, clusters: sorted.slice(start, start + length) }));
}
