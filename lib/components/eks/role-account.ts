import { findingKind } from '../../model/finding-kind';
import type { Fault } from '../../model/finding';
import type { Context } from '../component';
import { madeRole } from './plan';

export const roleAccount = findingKind({
  code: 'role-account',
  why: 'An IAM role that eksctl makes trusts one ServiceAccount of one cluster; AWS rejects every request of any other.',
  fix: 'Name the ServiceAccount that the message names in the block `eks`, or the role of that cluster, or a role of your own.',
  messages: {
    otherAccount: 'got {got:json}, which eksctl makes for {has} of {cluster}, and {asks} of {user} asks for it',
  },
});

/** A ServiceAccount of a cluster, which stands for an IAM role. */
export interface RoleUser {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** Whether the file of the block `eks` makes the role, so that nobody else need. */
export function isMadeByEksctl(arn: string, context: Pick<Context, 'planOf'>): boolean {
  return madeRole(arn, context) !== undefined;
}

/** The fault of a role that AWS would not give to a ServiceAccount; undefined where it does, or where another made the role. */
export function roleFault(arn: string, user: RoleUser, context: Pick<Context, 'planOf'>): Fault | undefined {
  const role = madeRole(arn, context);
  if (role === undefined) return undefined;
  const [has, asks] = [role.metadata, user].map(({ namespace, name }) => `${namespace}/${name}`);
  if (role.cluster.name === user.cluster && has === asks) return undefined;
  return roleAccount.fault('otherAccount', { got: arn, has, cluster: role.cluster.name, asks, user: user.cluster });
}
