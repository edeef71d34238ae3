import { webhookNamespace as namespace } from '../../../constructs/ocifit/names';
import { groupKind } from '../../../kinds/group-kind';
import type { Need } from '../../../model/unit';
import type { Plan } from '../plan';

/** The Secret by which the Job may push. */
export function publishNeeds({ cluster, settings }: Plan): Need[] {
  const credentials = settings.artifact?.publish?.credentials;
  if (credentials === undefined) return [];
  const ref = {
    cluster: cluster.name,
    ...groupKind('/Secret'),
    namespace,
    name: credentials,
    key: '.dockerconfigjson',
  };
  return [{ ref, why: 'ocifit: credentials that may push the compatibility artifact' }];
}
