import { findingKind } from '../../model/finding-kind';
import type { Telling } from '../controller';
import { agentNamespace } from '../framework';
import type { EngineFault } from '../engine-fault';

export const authSecretMissing = findingKind({
  code: 'auth-secret-missing',
  why:
    'Token Secrets are read on each managed cluster, in the install namespace of the add-on; without its Secret a ' +
    'cluster leaves the engine out.',
  fix: 'Bring the Secret to every cluster that the engine is not masked on, or mask it there.',
  messages: {
    missing: 'got Secret {got}, which namespace {agentNamespace} of the cluster lacks; bring it there, or mask "{key}"',
  },
});

/** The engines that one cluster leaves out for want of a Secret or of a key in it. */
export function checkSecrets(cluster: string, tellings: readonly Telling[]): readonly EngineFault[] {
  return tellings.flatMap((telling) => {
    if (telling.type === 'skipped') return [];
    const { summary, worker } = telling;
    return worker.missingSecrets.map((secret): EngineFault => {
      const source = `${summary.sourceEndpointAuthName.value}/${summary.sourceEndpointAuthKey.value}` === secret;
      return authSecretMissing.fault(
        'missing',
        { got: secret, agentNamespace, key: worker.key },
        { engine: telling.engine, path: [source ? 'source' : 'scoring', 'auth'], cluster },
      );
    });
  });
}
