import type { FindingKind } from '../../model/finding';
import type { Context } from '../component';
import { roleArn } from './roles';
import type { EksSettings } from './settings';

export const secretRegion: FindingKind = {
  code: 'secret-region',
  why: 'The role of External Secrets may read only secrets in the region of its cluster; AWS refuses it every other.',
  fix: 'Write the region of the cluster, or name a role of your own.',
};

/** Why the role that a cluster's store reads with may not read in a region; undefined where it may, and for a role that another made. */
export function regionFault(
  arn: string,
  region: string,
  cluster: string,
  { blocks }: Pick<Context, 'blocks'>,
): string | undefined {
  const all = (blocks.eks ?? {}) as EksSettings;
  const its = Object.hasOwn(all, cluster) ? all[cluster] : undefined;
  if (its === undefined || arn !== roleArn(cluster, its, 'external-secrets') || its.region === region) return undefined;
  return `got ${JSON.stringify(region)}, and ${arn} may read only secrets in ${its.region}, the region of eks.${cluster}; write that, or a role of your own`;
}
