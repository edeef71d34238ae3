import { groupKind } from '../kinds/group-kind';
import type { Ref } from '../model/ref';

/** The one namespace of all Skupper sites: an address has the same name on every cluster only where their namespaces agree. */
export const skupperNamespace = 'dynamic-scoring';

/** The ConfigMap that makes a namespace a site; where a cluster has it, addresses of the network appear there. */
export function skupperSite(cluster: string): Ref {
  return { cluster, ...groupKind('/ConfigMap'), namespace: skupperNamespace, name: 'skupper-site' };
}
