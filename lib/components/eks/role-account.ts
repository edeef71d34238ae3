import { compare, type FindingKind } from '../../model/finding';
import type { Context } from '../component';
import { arnOf, serviceAccountRoles } from './roles';
import type { EksSettings } from './settings';

export const roleAccount: FindingKind = {
  code: 'role-account',
  why: 'An IAM role that eksctl makes trusts one ServiceAccount of one cluster; AWS refuses every other, each time it asks.',
  fix: 'Name the ServiceAccount that the message names in the block `eks`, or the role of that cluster, or a role of your own.',
};

/** A ServiceAccount of a cluster, which stands for an IAM role. */
export interface RoleUser {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** Whose a role is that the block `eks` makes; undefined for one that somebody else made. */
function ownerOf(arn: string, { blocks }: Pick<Context, 'blocks'>): RoleUser | undefined {
  return Object.entries((blocks.eks ?? {}) as EksSettings)
    .filter(([cluster]) => arn.includes(`:role/${cluster}-`))
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([cluster, settings]) =>
      serviceAccountRoles(cluster, settings).map(({ roleName, metadata }) => ({
        arn: arnOf(roleName, settings),
        owner: { cluster, ...metadata },
      })),
    )
    .find((role) => role.arn === arn)?.owner;
}

/** Whether the file of the block `eks` makes the role, so that nobody else need. */
export function isMadeByEksctl(arn: string, context: Pick<Context, 'blocks'>): boolean {
  return ownerOf(arn, context) !== undefined;
}

/** Why AWS would not give a ServiceAccount this role; undefined where it does, or where another made the role. */
export function roleFault(arn: string, user: RoleUser, context: Pick<Context, 'blocks'>): string | undefined {
  const owner = ownerOf(arn, context);
  if (owner === undefined) return undefined;
  const [has, asks] = [owner, user].map(({ namespace, name }) => `${namespace}/${name}`);
  if (owner.cluster === user.cluster && has === asks) return undefined;
  return `got ${JSON.stringify(arn)}, which eksctl makes for ${has} of ${owner.cluster}, and ${asks} of ${user.cluster} asks for it`;
}
