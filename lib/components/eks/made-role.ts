import { compare } from '../../model/finding';
import type { Context } from '../component';
import { arnOf, serviceAccountRoles, type ServiceAccountRole } from './roles';
import type { ClusterSettings, EksSettings } from './settings';

/** An IAM role that the file of the block `eks` makes. */
export interface MadeRole extends Pick<ServiceAccountRole, 'roleName' | 'metadata'> {
  readonly cluster: string;
  readonly settings: ClusterSettings;
}

/** The role of this ARN; undefined for one that somebody else makes. */
export function madeRole(arn: string, { blocks }: Pick<Context, 'blocks'>): MadeRole | undefined {
  const block = (blocks.eks ?? none) as EksSettings;
  const known = byArn.get(block) ?? indexOf(block);
  byArn.set(block, known);
  return known.get(arn);
}

const none: EksSettings = {};

/** The roles of each block, made when one is first asked for: every cluster of a fleet may ask. */
const byArn = new WeakMap<EksSettings, ReadonlyMap<string, MadeRole>>();

function indexOf(block: EksSettings): ReadonlyMap<string, MadeRole> {
  const clusters = Object.entries(block).sort(([a], [b]) => compare(a, b));
  return new Map(
    clusters.flatMap(([cluster, settings]) =>
      serviceAccountRoles(cluster, settings).map(({ roleName, metadata }) => [
        arnOf(roleName, settings),
        { cluster, settings, roleName, metadata },
      ]),
    ),
  );
}
