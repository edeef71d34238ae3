import type { Construct } from 'constructs';
import { ManagedClusterSetBinding } from '../../../imports/cluster.open-cluster-management.io';
import { ScoredPlacement, type ScoredPlacementProps } from '../../constructs/placement/scored-placement';
import { groupKind } from '../../kinds/group-kind';
import { compare } from '../../model/finding';
import type { Fleet } from '../../model/fleet';
import type { TracedField } from '../../model/origin';
import { atSetting, fieldsFrom } from '../../model/setting';
import { constructs, defineUnit, type Need } from '../../model/unit';
import type { Component } from '../component';
import { strategiesNamespace } from './names';
import { planStrategies, type PlannedStrategy } from './plan';
import { problems } from './problems';
import { StrategyReplicaSet } from './replica-set';
import { settings, type StrategiesSettings } from './settings';

const component = 'strategies';

/** Placements that choose clusters by the scores of engines, and the workloads that follow them. */
export const strategies: Component<StrategiesSettings, readonly PlannedStrategy[]> = {
  name: component,
  settings,
  plan: planStrategies,
  provides: () => [],
  problems,
  units: (planned, { fleet }) =>
    planned.length === 0
      ? []
      : [
          defineUnit({
            component,
            cluster: fleet.hub.name,
            namespaces: [{ name: strategiesNamespace, podSecurity: 'restricted' }],
            needs: needs(fleet, planned),
            content: constructs((scope) => {
              build(scope, planned);
            }),
          }),
        ],
};

function build(scope: Construct, planned: readonly PlannedStrategy[]): void {
  for (const clusterSet of clusterSets(planned)) {
    new ManagedClusterSetBinding(scope, `set-${clusterSet}`, {
      metadata: { name: clusterSet, namespace: strategiesNamespace },
      spec: { clusterSet },
    });
  }
  for (const strategy of planned) {
    const { name, settings: its } = strategy;
    atSetting(scope, [component, name], () => {
      fieldsFrom(new ScoredPlacement(scope, `placement-${name}`, placementProps(strategy)), weighedBy(strategy));
      if (its.workload) new StrategyReplicaSet(scope, `workload-${name}`, strategy, its.workload);
    });
  }
}

function placementProps({ name, settings, choices }: PlannedStrategy): ScoredPlacementProps {
  const { clusters, clusterSets, labels, tolerations, stickiness, goal, item } = settings;
  const scores = choices.map(({ id, engine, weight }) => {
    if (engine === undefined) throw new Error(`engine ${id} is rejected before it is built`);
    return { engine, weight: Math.abs(weight), item };
  });
  return {
    ...{ name, namespace: strategiesNamespace, clusters, clusterSets, labels, tolerations, stickiness, goal },
    scores,
  };
}

/** The settings that weigh each term of the Placement's sum, and all of them together. */
function weighedBy({ name, choices }: PlannedStrategy): readonly TracedField[] {
  const policy = ['spec', 'prioritizerPolicy'];
  const strategy = [component, name];
  const term = (index: number) => [...policy, 'configurations', index];
  return [
    { field: policy, from: [...strategy, 'engines'] },
    ...choices.map(({ id }, index) => ({ field: term(index), from: [...strategy, 'engines', id] })),
    { field: term(choices.length), from: [...strategy, 'stickiness'] },
  ];
}

/** A Placement may choose from a set only where a binding of it stands in the same namespace. */
function clusterSets(planned: readonly PlannedStrategy[]): readonly string[] {
  return [...new Set(planned.flatMap((strategy) => strategy.settings.clusterSets))].sort(compare);
}

function needs({ hub }: Fleet, planned: readonly PlannedStrategy[]): readonly Need[] {
  const sets = clusterSets(planned).filter((name) => name !== 'global');
  return [
    ...sets.map((name) => ({
      ref: { cluster: hub.name, ...groupKind('cluster.open-cluster-management.io/ManagedClusterSet'), name },
      why: 'strategies choose from it; make it with clusteradm create clusterset',
    })),
    ...(planned.some((strategy) => strategy.settings.workload !== undefined)
      ? [
          {
            ref: {
              cluster: hub.name,
              ...groupKind('operator.open-cluster-management.io/ClusterManager'),
              name: 'cluster-manager',
            },
            why: 'with spec.workConfiguration.featureGates: ManifestWorkReplicaSet enabled, for the workloads of strategies',
          },
        ]
      : []),
  ];
}
