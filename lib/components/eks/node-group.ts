import type { Architecture } from '../../constructs/ocifit/architecture';
import { architectureOf } from './instance-type';
import type { ClusterSettings, GroupSettings } from './settings';

/** Every node of a group carries it; the value is `sticky` on the group that is always on. */
export const groupLabel = 'scorewright.dev/node-group';

/** Pods that must not make an autoscaled node stay. */
export const stickyNodes = { [groupLabel]: 'sticky' } as const;

/** A node group with what follows from its few settings. */
export interface NodeGroup {
  /** From type and architecture, so that the two cannot disagree: `c7a-12xlarge-amd64`. */
  readonly name: string;
  readonly role: 'sticky' | 'autoscaled';
  readonly type: string;
  readonly architecture: Architecture;
  readonly zones: readonly string[];
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  readonly volume: number;
}

/** The groups of a cluster, the sticky one first. */
export function nodeGroups(cluster: ClusterSettings): NodeGroup[] {
  return [
    nodeGroup(cluster, cluster.sticky, 'sticky'),
    ...cluster.groups.map((group) => nodeGroup(cluster, group, 'autoscaled')),
  ];
}

function nodeGroup({ zones }: ClusterSettings, group: GroupSettings, role: NodeGroup['role']): NodeGroup {
  const { type, min, desired = min, max, volume } = group;
  const architecture = architectureOf(type);
  const name = `${type.replaceAll('.', '-')}-${architecture}`;
  return {
    name: role === 'sticky' ? `sticky-${name}` : name,
    role,
    type,
    architecture,
    zones: group.zones ?? zones,
    min,
    desired,
    max,
    volume,
  };
}
