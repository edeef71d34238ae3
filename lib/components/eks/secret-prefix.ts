import { findingKind } from '../../model/finding-kind';
import { storeRole } from '../../environment/secrets';
import type { Context, SettingsFault } from '../component';
import type { EksCluster } from './plan';
import { roleArn } from './roles';

export const secretPrefix = findingKind({
  code: 'secret-prefix',
  why: 'The role of External Secrets may read only secrets whose names begin with the prefix; AWS denies access to any other.',
  fix: 'Write the prefix with which the names of the secrets begin, or another `secrets.path`.',
  messages: {
    otherPrefix: 'got {got:json}, and the store is asked for secrets whose names begin with {names:json}; write that',
  },
});

/** That the role which the environment's store reads with may not read what it is asked for. */
export function prefixProblems({ name: cluster, settings }: EksCluster, { secrets, fleet }: Context): SettingsFault[] {
  if (secrets.backend !== 'external-secrets' || !('aws' in secrets.store)) return [];
  if (storeRole(secrets.store.aws, cluster) !== roleArn(cluster, settings, 'external-secrets')) return [];
  const names = `${secrets.path ?? fleet.environment}/`;
  const { prefix } = settings.secrets;
  // A longer one lets it read some of them, and perhaps no others are there.
  if (names.startsWith(prefix) || prefix.startsWith(names)) return [];
  return [
    secretPrefix.fault('otherPrefix', { got: prefix, names }, { settings: [cluster, 'secrets', 'prefix'], cluster }),
  ];
}
