import type { FindingKind } from '../../model/finding';
import type { Context } from '../component';
import { roleArn } from './roles';
import type { EksSettings } from './settings';

export const roleBucket: FindingKind = {
  code: 'role-bucket',
  why: 'The S3 role that eksctl makes may use only the buckets of its list; AWS refuses it every other, each time it asks.',
  fix: 'List the bucket in the block `eks`, or name a role of your own.',
};

/** Why the S3 role of a cluster may not use a bucket; undefined where it may, and for a role that another made. */
export function bucketFault(
  arn: string,
  bucket: string,
  cluster: string,
  { blocks }: Pick<Context, 'blocks'>,
): string | undefined {
  const its = ((blocks.eks ?? {}) as EksSettings)[cluster];
  if (its?.s3 === undefined || arn !== roleArn(cluster, its, 's3') || its.s3.buckets.includes(bucket)) return undefined;
  return `got ${JSON.stringify(bucket)}, and ${arn} may use only ${its.s3.buckets.join(', ')}; list it in eks.${cluster}.s3.buckets`;
}
