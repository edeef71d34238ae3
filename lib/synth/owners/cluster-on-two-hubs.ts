import { findingKind } from '../../model/finding-kind';
import type { Finding } from '../../model/finding';
import { listedAt, type ListedClusters } from './listed-clusters';
import type { Member } from './member';

export const clusterOnTwoHubs = findingKind({
  code: 'cluster-on-two-hubs',
  severity: 'warning',
  why: 'A cluster belongs to one hub: two Argo CDs that sync to it overwrite each other forever. Two clusters may have one name under two hubs, but hardly one address too.',
  fix: 'List the cluster under one hub; where these are two clusters, give one of them another name.',
  messages: {
    sameAddress:
      'got {got} at {address}, as environment {other} has it at {their} under hub {hub}; list it in one of them',
  },
});

/** Clusters that another environment lists by the same name and address, under another hub. */
export function onTwoHubs(member: Member, before: ListedClusters): Finding[] {
  return member.fleet.clusters.flatMap((cluster) => {
    const { address, appsDomain, name, role } = cluster;
    if (role === 'hub' || before.onSameHub(name, member.fleet) !== undefined) return [];
    const [found] = [address, appsDomain].flatMap((text) => {
      const owner = text === undefined ? undefined : before.withAddress(name, text, member.fleet);
      return owner === undefined ? [] : [{ owner, text }];
    });
    if (found === undefined) return [];
    const { place, ...rest } = listedAt(cluster, member, found.owner);
    return [clusterOnTwoHubs.fault('sameAddress', { ...rest, address: found.text }, place)];
  });
}
