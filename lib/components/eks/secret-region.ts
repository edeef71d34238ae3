import { findingKind } from '../../model/finding-kind';
import type { Context } from '../component';
import { madeRole } from './plan';
import { roleName } from './roles';

export const secretRegion = findingKind({
  code: 'secret-region',
  why: 'The role of External Secrets may read only secrets in the region of its cluster; AWS refuses it every other.',
  fix: 'Write the region of the cluster, or name a role of your own.',
  messages: {},
});

/** Why the role that a cluster's store reads with may not read in a region; undefined where it may, and for a role that another made. */
export function regionFault(
  arn: string,
  region: string,
  cluster: string,
  context: Pick<Context, 'planOf'>,
): string | undefined {
  const role = madeRole(arn, context);
  if (role?.cluster.name !== cluster || role.roleName !== roleName(cluster, 'external-secrets')) return undefined;
  const own = role.cluster.settings.region;
  if (own === region) return undefined;
  return `got ${JSON.stringify(region)}, and ${arn} may read only secrets in ${own}, the region of eks.${cluster}; write that, or a role of your own`;
}
