import { findingKind } from '../../model/finding-kind';
import type { Fault } from '../../model/finding';
import type { Context } from '../component';
import { madeRole } from './plan';
import { roleName } from './roles';

export const secretRegion = findingKind({
  code: 'secret-region',
  why: 'The role of External Secrets may read only secrets in the region of its cluster; AWS denies access to any other.',
  fix: 'Write the region of the cluster, or name a role of your own.',
  messages: {
    otherRegion:
      'got {got:json}, and {arn} may read only secrets in {expected}, the region of eks.{cluster}; write that, or a role of your own',
  },
});

/** The fault of a region in which the role of a cluster's store may not read; undefined where it may, and for a role that another made. */
export function regionFault(
  arn: string,
  region: string,
  cluster: string,
  context: Pick<Context, 'planOf'>,
): Fault | undefined {
  const role = madeRole(arn, context);
  if (role?.cluster.name !== cluster || role.roleName !== roleName(cluster, 'external-secrets')) return undefined;
  const own = role.cluster.settings.region;
  if (own === region) return undefined;
  return secretRegion.fault('otherRegion', { got: region, arn, expected: own, cluster });
}
