import { findingKind } from '../../model/finding-kind';
import type { Finding } from '../../model/finding';
import { listedAt, type ListedClusters } from './listed-clusters';
import type { Member } from './member';

export const clusterInTwoEnvironments = findingKind({
  code: 'cluster-in-two-environments',
  why: 'Each environment has Applications of its own for every cluster that it lists. Two of them for one cluster overwrite each other forever, and what one stops rendering is pruned under the other.',
  fix: 'List the cluster in one environment; environments that share a hub share nothing but the hub.',
  messages: {
    sameHub: 'got {got}, which environment {other} has at {their}, on the same hub {hub}; list it in one of them',
  },
});

/** Managed clusters that another environment of the same hub lists. */
export function inTwoEnvironments(member: Member, before: ListedClusters): Finding[] {
  return member.fleet.clusters.flatMap((cluster) => {
    const owner = cluster.role === 'hub' ? undefined : before.onSameHub(cluster.name, member.fleet);
    if (owner === undefined) return [];
    const { place, ...rest } = listedAt(cluster, member, owner);
    return [clusterInTwoEnvironments.fault('sameHub', rest, place)];
  });
}
