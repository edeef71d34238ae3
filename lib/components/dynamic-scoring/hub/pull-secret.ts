import type { SecretRequest } from '../../../constructs/secret';
import type { Cluster } from '../../../model/fleet';
import { hubNamespace } from '../../../scoring/framework';

/** The Secret of the hub that the add-on copies to its agents, there under the name `hub-registry-secret`. */
export function pullSecretRequest(hub: Cluster): SecretRequest {
  return {
    name: 'dynamic-scoring-addon-pull-secret',
    namespace: hubNamespace,
    keys: ['.dockerconfigjson'],
    clusters: [hub.name],
    type: 'kubernetes.io/dockerconfigjson',
    why: 'the add-on copies it to its agents, which pull their image with it',
  };
}
