import type { FindingKind } from '../../model/finding';
import type { Context, Problem } from '../component';
import type { EksCluster } from './plan';
import { roleArn } from './roles';

export const secretPrefix: FindingKind = {
  code: 'secret-prefix',
  why: 'The role of External Secrets may read only secrets whose names begin with the prefix; AWS refuses it every other.',
  fix: 'Write the prefix with which the names of the secrets begin, or another `secrets.path`.',
};

/** That the role which the environment's store reads with may not read what it is asked for. */
export function prefixProblems({ name: cluster, settings }: EksCluster, { secrets, fleet }: Context): Problem[] {
  if (secrets.backend !== 'external-secrets' || !('aws' in secrets.store)) return [];
  if (secrets.store.aws.role !== roleArn(cluster, settings, 'external-secrets')) return [];
  const names = `${secrets.path ?? fleet.environment}/`;
  const { prefix } = settings.secrets;
  // A longer one lets it read some of them, and perhaps no others are there.
  if (names.startsWith(prefix) || prefix.startsWith(names)) return [];
  const message = `got ${JSON.stringify(prefix)}, and the store is asked for secrets whose names begin with ${JSON.stringify(names)}; write that`;
  return [{ code: secretPrefix.code, settings: [cluster, 'secrets', 'prefix'], message, cluster }];
}
