import { Construct } from 'constructs';
import { KubeClusterRole, KubeClusterRoleBinding, KubeServiceAccount, type PolicyRule } from '../../../../imports/k8s';
import { Workload } from '../../../constructs/workload';
import type { Cluster } from '../../../model/fleet';
import { hubNamespace } from '../../../scoring/framework';
import { metadata, names } from './names';

const account = names.addonServiceAccount;

/** What the add-on framework does on a hub: register agents, approve their certificates, send their ManifestWorks. */
const rules: PolicyRule[] = [
  allow('', ['configmaps', 'events'], ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']),
  // The pull secret that it copies to the agents.
  allow('', ['secrets'], ['get', 'list', 'watch']),
  allow('coordination.k8s.io', ['leases'], ['get', 'list', 'watch', 'create', 'update', 'patch']),
  allow('rbac.authorization.k8s.io', ['roles', 'rolebindings'], ['get', 'list', 'watch', 'create', 'update', 'delete']),
  allow('authorization.k8s.io', ['subjectaccessreviews'], ['create']),
  allow(
    'certificates.k8s.io',
    ['certificatesigningrequests', 'certificatesigningrequests/approval'],
    ['get', 'list', 'watch', 'create', 'update'],
  ),
  allow('certificates.k8s.io', ['signers'], ['approve']),
  allow('cluster.open-cluster-management.io', ['managedclusters'], ['get', 'list', 'watch']),
  allow(
    'cluster.open-cluster-management.io',
    ['addonplacementscores'],
    ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  ),
  allow('cluster.open-cluster-management.io', ['addonplacementscores/status'], ['update', 'patch']),
  allow(
    'work.open-cluster-management.io',
    ['manifestworks'],
    ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
  ),
  allow('addon.open-cluster-management.io', ['clustermanagementaddons'], ['get', 'list', 'watch', 'patch']),
  allow('addon.open-cluster-management.io', ['addondeploymentconfigs'], ['get', 'list', 'watch']),
  allow(
    'addon.open-cluster-management.io',
    ['managedclusteraddons'],
    ['get', 'list', 'watch', 'create', 'update', 'delete'],
  ),
  allow(
    'addon.open-cluster-management.io',
    ['clustermanagementaddons/status', 'managedclusteraddons/status'],
    ['update', 'patch'],
  ),
  allow(
    'addon.open-cluster-management.io',
    ['clustermanagementaddons/finalizers', 'managedclusteraddons/finalizers'],
    ['update'],
  ),
];

/** The controller that installs an agent on every cluster of the placements. */
export class AddonController extends Construct {
  constructor(scope: Construct, id: string, hub: Cluster) {
    super(scope, id);
    const role = 'dynamic-scoring-addon';
    new KubeServiceAccount(this, 'account', { metadata: metadata(account), automountServiceAccountToken: false });
    new KubeClusterRole(this, 'role', { metadata: { name: role }, rules });
    new KubeClusterRoleBinding(this, 'binding', {
      metadata: { name: role },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', ...metadata(account) }],
    });
    new Workload(this, 'workload', {
      name: names.addonController,
      component: 'controller',
      partOf: 'dynamic-scoring',
      namespace: hubNamespace,
      platform: hub.platform,
      selector: { app: names.addonController },
      serviceAccount: { name: account, token: true },
      containers: [
        {
          name: names.addonController,
          image: 'quay.io/open-cluster-management/dynamic-scoring-addon:latest',
          args: ['/dynamic-scoring-addon', 'controller'],
          resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
        },
      ],
    });
  }
}

function allow(group: string, resources: string[], verbs: string[]): PolicyRule {
  return { apiGroups: [group], resources, verbs };
}
