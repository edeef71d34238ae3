import { Construct } from 'constructs';
import {
  KubeClusterRole,
  KubeClusterRoleBinding,
  KubeRole,
  KubeRoleBinding,
  KubeServiceAccount,
} from '../../../../imports/k8s';
import { Workload } from '../../../constructs/workload';
import type { Cluster } from '../../../model/fleet';
import { hubNamespace } from '../../../scoring/framework';
import { metadata, names } from './names';

const name = names.resourceController;

/** The controller that asks scorers for health and configuration, and tells each cluster what to ask. */
export class ResourceController extends Construct {
  constructor(scope: Construct, id: string, hub: Cluster) {
    super(scope, id);
    this.rights();
    const health = (path: string) => ({ http: { path, port: 8081 }, periodSeconds: 10 });
    new Workload(this, 'workload', {
      name,
      component: 'controller',
      partOf: 'dynamic-scoring',
      namespace: hubNamespace,
      platform: hub.platform,
      serviceAccount: { name, token: true },
      containers: [
        {
          name: 'manager',
          image: 'quay.io/open-cluster-management/dynamic-scoring-controller:latest',
          command: ['/manager'],
          // Its metrics endpoint would need rights over every token of the hub; nobody here reads it.
          args: ['--metrics-bind-address=0', '--leader-elect', '--health-probe-bind-address=:8081'],
          resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
          liveness: { ...health('/healthz'), initialDelaySeconds: 15 },
          readiness: { ...health('/readyz'), initialDelaySeconds: 5 },
        },
      ],
    });
  }

  /** What `pkg/controller` calls, and no more: it writes only statuses, ManifestWorks and its own lease. */
  private rights(): void {
    const subjects = [{ kind: 'ServiceAccount', ...metadata(name) }];
    const election = 'dynamic-scoring-framework-leader-election-role';
    const manager = 'dynamic-scoring-framework-manager-role';
    const framework = 'dynamic-scoring.open-cluster-management.io';
    new KubeServiceAccount(this, 'account', { metadata: metadata(name), automountServiceAccountToken: false });
    new KubeRole(this, 'election-role', {
      metadata: metadata(election),
      rules: [
        {
          apiGroups: ['coordination.k8s.io'],
          resources: ['leases'],
          verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
        },
        { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
      ],
    });
    new KubeRoleBinding(this, 'election-binding', {
      metadata: metadata('dynamic-scoring-framework-leader-election-rolebinding'),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: election },
      subjects,
    });
    new KubeClusterRole(this, 'manager-role', {
      metadata: { name: manager },
      rules: [
        {
          apiGroups: [framework],
          resources: ['dynamicscorers', 'dynamicscoringconfigs'],
          verbs: ['get', 'list', 'watch'],
        },
        {
          apiGroups: [framework],
          resources: ['dynamicscorers/status', 'dynamicscoringconfigs/status'],
          verbs: ['get', 'update', 'patch'],
        },
        {
          apiGroups: [framework],
          resources: ['dynamicscorers/finalizers', 'dynamicscoringconfigs/finalizers'],
          verbs: ['update'],
        },
        {
          apiGroups: ['cluster.open-cluster-management.io'],
          resources: ['managedclusters'],
          verbs: ['get', 'list', 'watch'],
        },
        {
          apiGroups: ['work.open-cluster-management.io'],
          resources: ['manifestworks'],
          verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
        },
      ],
    });
    new KubeClusterRoleBinding(this, 'manager-binding', {
      metadata: { name: 'dynamic-scoring-framework-manager-rolebinding' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: manager },
      subjects,
    });
  }
}
