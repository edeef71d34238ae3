import { Construct } from 'constructs';
import { standardLabels } from '../../constructs/labels';
import { ClusterGrant, Grant, type Rule } from '../../constructs/rbac';
import type { PodPlatform } from '../../constructs/pod';
import { ServiceAccount } from '../../constructs/service-account';
import { Workload } from '../../constructs/workload';
import { autoscalerImage } from './autoscaler-version';
import { stickyNodes } from './node-group';
import { autoscalerAccount, roleAnnotation, roleArn } from './roles';
import type { ClusterSettings } from './settings';

export interface AutoscalerProps {
  /** The cluster's name in AWS. */
  readonly cluster: string;
  readonly platform: PodPlatform;
  readonly settings: ClusterSettings;
}

const { name, namespace } = autoscalerAccount;
const belonging = { name, component: 'autoscaler', partOf: 'eks' };

/** The cluster autoscaler: starts a node of a group when a pod fits nowhere else, and ends it when it stands idle. */
export class Autoscaler extends Construct {
  public constructor(scope: Construct, id: string, { cluster, platform, settings }: AutoscalerProps) {
    super(scope, id);
    const labels = standardLabels(belonging);
    const account = new ServiceAccount(this, 'account', {
      ...autoscalerAccount,
      labels,
      annotations: roleAnnotation(roleArn(cluster, settings, 'cluster-autoscaler')),
    });
    new ClusterGrant(this, 'rights', { name, labels, rules: clusterRules, to: account });
    new Grant(this, 'own-rights', { name, namespace, labels, rules: ownRules, to: account });
    const health = { http: { path: '/health-check', port: 8085 } };
    new Workload(this, 'workload', {
      ...belonging,
      namespace,
      platform,
      user: 65534,
      serviceAccount: { name: account.name, token: true },
      // Two at a time would only wait for the lease of one another.
      strategy: { type: 'Recreate' },
      scheduling: { nodeSelector: stickyNodes },
      containers: [
        {
          name,
          image: autoscalerImage(settings.kubernetes),
          command: ['./cluster-autoscaler', ...options(cluster)],
          env: { AWS_REGION: settings.region },
          ports: { http: 8085 },
          resources: { requests: { cpu: '100m', memory: '300Mi' }, limits: { cpu: '500m', memory: '600Mi' } },
          liveness: { ...health, initialDelaySeconds: 30, timeoutSeconds: 5 },
          readiness: health,
        },
      ],
    });
  }
}

function options(cluster: string): string[] {
  const tags = ['k8s.io/cluster-autoscaler/enabled', `k8s.io/cluster-autoscaler/${cluster}`];
  return [
    '--cloud-provider=aws',
    `--namespace=${namespace}`,
    `--node-group-auto-discovery=asg:tag=${tags.join(',')}`,
    '--expander=least-waste',
    // An emptyDir holds nothing that a node must stay for.
    '--skip-nodes-with-local-storage=false',
    '--logtostderr=true',
    '--stderrthreshold=info',
  ];
}

function rule(group: string, resources: readonly string[], verbs: Rule['verbs']): Rule {
  return { apiGroups: [group], resources, verbs };
}

const read = ['get', 'list', 'watch'] as const;

/** It simulates the scheduler, so it sees what that sees; what it changes are nodes, evictions and its events. */
const clusterRules: readonly [Rule, ...Rule[]] = [
  rule(
    '',
    ['namespaces', 'persistentvolumeclaims', 'persistentvolumes', 'pods', 'replicationcontrollers', 'services'],
    read,
  ),
  rule('', ['nodes'], [...read, 'update']),
  rule('', ['pods/eviction'], ['create']),
  rule('', ['pods/status'], ['update']),
  rule('', ['events'], ['create', 'patch']),
  rule('apps', ['daemonsets', 'replicasets', 'statefulsets'], read),
  rule('batch', ['cronjobs', 'jobs'], read),
  rule('policy', ['poddisruptionbudgets'], read),
  rule('resource.k8s.io', ['deviceclasses', 'resourceclaims', 'resourceslices'], read),
  rule(
    'storage.k8s.io',
    ['csidrivers', 'csinodes', 'csistoragecapacities', 'storageclasses', 'volumeattachments'],
    read,
  ),
];

const ownRules: readonly [Rule, ...Rule[]] = [
  rule('', ['configmaps'], ['create', 'list', 'watch']),
  {
    ...rule('', ['configmaps'], ['get', 'update', 'delete']),
    resourceNames: ['cluster-autoscaler-status', 'cluster-autoscaler-priority-expander'],
  },
  rule('coordination.k8s.io', ['leases'], ['create']),
  { ...rule('coordination.k8s.io', ['leases'], ['get', 'update']), resourceNames: ['cluster-autoscaler'] },
];
