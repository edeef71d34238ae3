import { compare } from '../../model/finding';
import { clusterNamed, type Cluster } from '../../model/fleet';
import type { Context } from '../component';
import { nodeGroups, type NodeGroup } from './node-group';
import { arnOf, serviceAccountRoles, type ServiceAccountRole } from './roles';
import type { ClusterSettings, EksSettings } from './settings';

/** All that follows from the block `eks`. */
export interface EksPlan {
  /** In the order of the block. */
  readonly clusters: readonly EksCluster[];
  /** The IAM roles that the files of the block make, by their ARNs. */
  readonly roles: ReadonlyMap<string, MadeRole>;
}

/** A cluster that eksctl makes. */
export interface EksCluster {
  readonly name: string;
  readonly cluster: Cluster;
  readonly settings: ClusterSettings;
  /** The sticky one first. */
  readonly groups: readonly NodeGroup[];
  readonly roles: readonly ServiceAccountRole[];
}

/** An IAM role that the file of a cluster makes. */
export interface MadeRole extends Pick<ServiceAccountRole, 'roleName' | 'metadata'> {
  readonly cluster: EksCluster;
}

export function planEks(block: EksSettings, { fleet }: Pick<Context, 'fleet'>): EksPlan {
  const clusters = Object.entries(block).map(([name, settings]) => {
    const cluster = clusterNamed(name, fleet);
    if (cluster === undefined) throw new Error(`the schema lets no unknown cluster pass; got ${name}`);
    return { name, cluster, settings, groups: nodeGroups(settings), roles: serviceAccountRoles(name, settings) };
  });
  const sorted = [...clusters].sort((a, b) => compare(a.name, b.name));
  const roles = sorted.flatMap((cluster) =>
    cluster.roles.map(({ roleName, metadata }) => {
      return [arnOf(roleName, cluster.settings), { cluster, roleName, metadata }] as const;
    }),
  );
  return { clusters, roles: new Map(roles) };
}

/** The role of this ARN; undefined for one that somebody else makes. */
export function madeRole(arn: string, { planOf }: Pick<Context, 'planOf'>): MadeRole | undefined {
  return (planOf('eks') as EksPlan | undefined)?.roles.get(arn);
}

/** The groups of a cluster of this environment; `undefined` where the block `eks` does not have it. */
export function nodeGroupsOn(cluster: string, { planOf }: Pick<Context, 'planOf'>): readonly NodeGroup[] | undefined {
  return (planOf('eks') as EksPlan | undefined)?.clusters.find(({ name }) => name === cluster)?.groups;
}
