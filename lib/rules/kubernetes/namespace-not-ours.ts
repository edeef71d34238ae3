import type { Located } from '../../graph/located';
import { clusterNamed } from '../../model/fleet';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact = Omit<Located, 'manifest'>;

/** Whose namespaces they are, by their names. */
const owners: readonly (readonly [RegExp, string])[] = [
  [/^open-cluster-management(-.+)?$/, 'Open Cluster Management'],
  [/^(argocd|openshift-gitops)$/, 'Argo CD'],
  [/^openshift(-.+)?$/, 'OpenShift'],
  [/^(default|kube-.+)$/, 'Kubernetes'],
];

/** No rendered Namespace belongs to somebody else. */
export const namespaceNotOurs: Rule<Fact> = {
  code: 'namespace-not-ours',
  kinds: ['/Namespace'],
  severity: 'error',
  why: 'A rendered Namespace can be pruned, and with it goes all that its owner keeps there: on the hub every ManifestWork and add-on of a cluster.',
  fix: 'Leave the Namespace to its owner; objects may be put into it all the same.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects)
      if (manifest.kind === 'Namespace') yield { ref, path, uninstantiated, origin };
  },

  *judge(facts, { input: { fleet } }) {
    for (const fact of facts) {
      const { cluster, name } = fact.ref;
      const ofCluster = cluster === fleet.hub.name && clusterNamed(name, fleet) !== undefined;
      const owner = ofCluster ? 'Open Cluster Management' : owners.find(([pattern]) => pattern.test(name))?.[1];
      if (owner !== undefined)
        yield faultOf(fact, ['metadata', 'name'], `got ${name}, which belongs to ${owner}; leave the Namespace out`);
    }
  },

  bad: {
    units: {
      'hub01/namespaces': [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'worker01' } },
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'open-cluster-management' } },
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
      ],
    },
    findings: [
      'Namespace worker01 metadata.name: got worker01, which belongs to Open Cluster Management; leave the Namespace out',
      'Namespace open-cluster-management metadata.name: got open-cluster-management, which belongs to Open Cluster Management; leave the Namespace out',
      'Namespace argocd metadata.name: got argocd, which belongs to Argo CD; leave the Namespace out',
    ],
  },
  good: {
    'hub01/namespaces': [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'scoring' } }],
    'worker02/namespaces': [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'worker01' } }],
  },
};
