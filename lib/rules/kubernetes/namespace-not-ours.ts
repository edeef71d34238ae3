import { kindKey, type Located } from '../../graph/located';
import { clusterNamed } from '../../model/fleet';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Fact extends Omit<Located, 'manifest'> {
  /** The kind of an object in the Namespace that shows its owner. */
  readonly sign?: 'operator' | 'workload';
}

/** The namespaces that an OpenShift cluster is installed with; those of further operators are made by whoever installs them. */
const ofOpenShift = [
  'apiserver',
  'authentication',
  'catalogd',
  'cloud-controller-manager',
  'cloud-credential-operator',
  'cloud-network-config-controller',
  'cluster-csi-drivers',
  'cluster-machine-approver',
  'cluster-node-tuning-operator',
  'cluster-olm-operator',
  'cluster-samples-operator',
  'cluster-storage-operator',
  'cluster-version',
  'config',
  'config-managed',
  'config-operator',
  'console',
  'console-operator',
  'console-user-settings',
  'controller-manager',
  'dns',
  'etcd',
  'host-network',
  'image-registry',
  'infra',
  'ingress',
  'ingress-canary',
  'insights',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-storage-version-migrator',
  'machine-api',
  'machine-config-operator',
  'marketplace',
  'monitoring',
  'multus',
  'network-diagnostics',
  'network-node-identity',
  'network-operator',
  'node',
  'oauth-apiserver',
  'operator-controller',
  'operator-lifecycle-manager',
  'operators',
  'ovn-kubernetes',
  'route-controller-manager',
  'service-ca',
  'user-workload-monitoring',
].map((name) => `openshift-${name}`);

/** Whose namespaces they are. */
const owners: ReadonlyMap<string, string> = new Map([
  ...['default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) => [name, 'Kubernetes'] as const),
  ...['openshift', ...ofOpenShift].map((name) => [name, 'OpenShift'] as const),
  ...['argocd', 'openshift-gitops'].map((name) => [name, 'Argo CD'] as const),
  ...['', '-agent', '-agent-addon', '-hub'].map(
    (suffix) => [`open-cluster-management${suffix}`, 'Open Cluster Management'] as const,
  ),
]);

const installable: ReadonlySet<string> = new Set(['Argo CD', 'Open Cluster Management']);
const operatorGroup = 'operators.coreos.com/OperatorGroup';
const installed = ['apps/Deployment', 'apps/StatefulSet'];

const finding = findingKind({
  code: 'namespace-not-ours',
  why: 'A rendered Namespace can be pruned together with everything that its owner keeps in it: on the hub, every ManifestWork and add-on of a cluster.',
  fix: 'Leave the Namespace to its owner; you can still put objects into it.',
  messages: {
    owned: 'got {got}, which belongs to {owner}; do not render the Namespace',
  },
});

export const namespaceNotOurs: Rule<Fact> = {
  ...finding,
  kinds: ['/Namespace', operatorGroup, ...installed],
  profile: 'gitops',
  summary: 'No rendered Namespace belongs to another owner.',
  turnOff: 'When this repository is the only place where that Namespace is created.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      const key = kindKey(manifest);
      if (key === '/Namespace') yield { ref, path, uninstantiated, origin };
      else if (key === operatorGroup) yield { ref, path, uninstantiated, origin, sign: 'operator' };
      else if (installed.includes(key)) yield { ref, path, uninstantiated, origin, sign: 'workload' };
    }
  },

  *judge(facts, rules) {
    const { fleet } = rules.input;
    // Whoever installs an operator makes its namespace, and an installation of Argo CD brings the one of Argo CD.
    const signs = new Set(
      facts.flatMap(({ ref, sign }) => (sign ? [`${ref.cluster}/${ref.namespace ?? ''} ${sign}`] : [])),
    );
    for (const fact of facts) {
      const { cluster, name } = fact.ref;
      if (fact.sign !== undefined || signs.has(`${cluster}/${name} operator`)) continue;
      const isOfCluster =
        fleet.environment !== '' && cluster === fleet.hub.name && clusterNamed(name, fleet) !== undefined;
      const owner = isOfCluster ? 'Open Cluster Management' : owners.get(name);
      const isInstalled = installable.has(owner ?? '') && signs.has(`${cluster}/${name} workload`);
      if (isInstalled && !rules.demands('scorewright')) continue;
      if (owner !== undefined) yield finding.fault('owned', { got: name, owner }, fieldOf(fact, ['metadata', 'name']));
    }
  },
};
