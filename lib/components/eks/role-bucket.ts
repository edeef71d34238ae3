import { findingKind } from '../../model/finding-kind';
import type { Fault } from '../../model/finding';
import type { Context } from '../component';
import { madeRole } from './plan';
import { roleName } from './roles';

export const roleBucket = findingKind({
  code: 'role-bucket',
  why: 'The S3 role that eksctl makes may use only the buckets in its list; AWS denies access to any other.',
  fix: 'List the bucket in the block `eks`, or name a role of your own.',
  messages: {
    otherBucket: 'got {got:json}, and {arn} may use only {expected}; list it in eks.{cluster}.s3.buckets',
  },
});

/** The fault of a bucket that the S3 role of a cluster may not use; undefined where it may, and for a role that another made. */
export function bucketFault(
  arn: string,
  bucket: string,
  cluster: string,
  context: Pick<Context, 'planOf'>,
): Fault | undefined {
  const role = madeRole(arn, context);
  if (role?.cluster.name !== cluster || role.roleName !== roleName(cluster, 's3')) return undefined;
  const { buckets = [] } = role.cluster.settings.s3 ?? {};
  if (buckets.includes(bucket)) return undefined;
  return roleBucket.fault('otherBucket', { got: bucket, arn, expected: buckets.join(', '), cluster });
}
