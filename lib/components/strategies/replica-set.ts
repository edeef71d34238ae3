import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { standardLabels } from '../../constructs/labels';
import { Workload } from '../../constructs/workload';
import type { Manifest } from '../../model/manifest';
import { embedded } from './embedded';
import { strategiesNamespace, strategyLabels } from './placement';
import type { PlannedStrategy } from './plan';
import type { StrategyWorkload } from './settings';

/**
 * The ManifestWorkReplicaSet (alpha, behind the hub's feature gate of that name) that carries a strategy's workload to the
 * clusters which its Placement chooses. Each gets a namespace named as the strategy, which stays when the workload moves on.
 */
export class StrategyReplicaSet extends Construct {
  constructor(scope: Construct, id: string, strategy: PlannedStrategy, workload: StrategyWorkload) {
    super(scope, id);
    const { name } = strategy;
    new ApiObject(this, 'replica-set', {
      apiVersion: 'work.open-cluster-management.io/v1alpha1',
      kind: 'ManifestWorkReplicaSet',
      metadata: { name, namespace: strategiesNamespace, labels: strategyLabels(strategy) },
      spec: {
        cascadeDeletionPolicy: 'Background',
        placementRefs: [{ name, rolloutStrategy: rolloutStrategy(workload) }],
        manifestWorkTemplate: {
          deleteOption: {
            propagationPolicy: 'SelectivelyOrphan',
            selectivelyOrphans: { orphaningRules: [{ group: '', resource: 'namespaces', name }] },
          },
          manifestConfigs: [
            { resourceIdentifier: { group: '', resource: 'namespaces', name }, updateStrategy: { type: 'CreateOnly' } },
            {
              resourceIdentifier: { group: 'apps', resource: 'deployments', namespace: name, name },
              feedbackRules: [{ type: 'WellKnownStatus' }],
              conditionRules,
              updateStrategy: { type: 'ServerSideApply', serverSideApply: { fieldManager: 'work-agent', force: true } },
            },
          ],
          workload: { manifests: manifests(strategy, workload) },
        },
      },
    });
  }
}

/** Every cluster at once, or a few: the next wait until `Progressing` is False on those before. */
function rolloutStrategy({ atOnce }: StrategyWorkload): object {
  if (atOnce === undefined) return { type: 'All', all: { progressDeadline: 'None' } };
  return { type: 'Progressive', progressive: { maxConcurrency: atOnce, maxFailures: 0, progressDeadline: '10m' } };
}

/** Whether every replica of the newest template is available, and none of an older one is left. */
const rolledOut = [
  'has(object.status.observedGeneration)',
  'object.status.observedGeneration >= object.metadata.generation',
  'has(object.status.updatedReplicas)',
  'object.status.updatedReplicas >= object.spec.replicas',
  'object.status.replicas == object.status.updatedReplicas',
  'has(object.status.availableReplicas)',
  'object.status.availableReplicas >= object.spec.replicas',
].join(' && ');

/** Without `Progressing` a progressive rollout never goes on; `Degraded` makes it count a failure. */
const conditionRules = [
  {
    type: 'CEL',
    condition: 'Progressing',
    celExpressions: [`!(has(object.status) && ${rolledOut})`],
    messageExpression: 'result ? "pods are being replaced" : "every pod is of the newest template and available"',
  },
  {
    type: 'CEL',
    condition: 'Degraded',
    celExpressions: [
      'hasConditions(object.status) && object.status.conditions.exists(c, c.type == "Progressing" && c.status == "False")',
    ],
    messageExpression: 'result ? "the Deployment made no progress in time" : "the Deployment makes progress"',
  },
];

function manifests({ name, candidates }: PlannedStrategy, workload: StrategyWorkload): readonly Manifest[] {
  const { image, command, args, port, replicas, resources } = workload;
  const belonging = { name, component: 'workload', partOf: 'strategies' };
  // One template goes to every cluster: where one of them may be OpenShift, uids are left to it.
  const platform = candidates.some((cluster) => cluster.platform === 'openshift') ? 'openshift' : 'kind';
  const namespace: Manifest = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { ...standardLabels(belonging), 'pod-security.kubernetes.io/enforce': 'restricted' },
    },
  };
  const rendered = embedded((scope) => {
    new Workload(scope, 'workload', {
      ...belonging,
      namespace: name,
      platform,
      replicas,
      containers: [
        {
          name,
          image,
          ...(command && { command }),
          ...(args && { args }),
          ...(port !== undefined && { ports: { http: port } }),
          resources,
        },
      ],
    });
  });
  return [namespace, ...rendered];
}
