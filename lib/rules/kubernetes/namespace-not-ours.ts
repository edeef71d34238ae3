import type { Located } from '../../graph/located';
import { clusterNamed } from '../../model/fleet';
import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

type Fact = Omit<Located, 'manifest'>;

/** Whose namespaces they are, by their names. */
const owners: readonly (readonly [RegExp, string])[] = [
  [/^open-cluster-management(-.+)?$/, 'Open Cluster Management'],
  [/^(argocd|openshift-gitops)$/, 'Argo CD'],
  [/^openshift(-.+)?$/, 'OpenShift'],
  [/^(default|kube-.+)$/, 'Kubernetes'],
];

export const namespaceNotOurs = objectRule({
  code: 'namespace-not-ours',
  kinds: ['v1/Namespace'],
  severity: 'error',
  summary: 'No rendered Namespace belongs to another owner.',
  why: 'A rendered Namespace can be pruned together with everything that its owner keeps in it: on the hub, every ManifestWork and add-on of a cluster.',
  fix: 'Leave the Namespace to its owner; you can still put objects into it.',
  turnOff: 'When this repository is the only place where that Namespace is created.',

  *collect({ manifest: _, ...own }): Iterable<Fact> {
    yield own;
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
});
