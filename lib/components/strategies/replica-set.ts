import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { strategyLabels } from '../../constructs/placement/scored-placement';
import { standardLabels } from '../../constructs/labels';
import { Workload } from '../../constructs/workload';
import type { Manifest } from '../../model/manifest';
import { rolloutConditions } from '../../model/rollout-conditions';
import { platformOf } from '../../platforms/catalogue';
import { embedded } from '../../constructs/embedded';
import { strategiesNamespace } from './names';
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
      metadata: { name, namespace: strategiesNamespace, labels: strategyLabels(name, strategy.settings.goal) },
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
              conditionRules: rolloutConditions,
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

function manifests({ name, candidates }: PlannedStrategy, workload: StrategyWorkload): readonly Manifest[] {
  const { image, command, args, port, replicas, resources } = workload;
  const belonging = { name, component: 'workload', partOf: 'strategies' };
  // One template goes to every cluster: where one of them assigns uids itself, they are left to all of them.
  const platform = { assignsUids: candidates.some((cluster) => platformOf(cluster).assignsUids) };
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
