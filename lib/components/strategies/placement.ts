import { Construct } from 'constructs';
import {
  Placement,
  PlacementSpecPrioritizerPolicyConfigurationsScoreCoordinateType as CoordinateType,
  type PlacementSpecPrioritizerPolicyConfigurations as Prioritizer,
  type PlacementSpecTolerations,
} from '../../../imports/cluster.open-cluster-management.io';
import { scoreCoordinate } from '../../scoring/score-coordinate';
import { sortedLabels, standardLabels } from '../../constructs/labels';
import type { Choice, PlannedStrategy } from './plan';

/** Where strategies live on the hub. */
export const strategiesNamespace = 'strategies';

/** Says what a strategy's objects pursue. */
const goalLabel = 'scorewright.dev/goal';

/** The labels of all that a strategy renders. */
export function strategyLabels({ name, settings }: PlannedStrategy): Readonly<Record<string, string>> {
  return {
    ...standardLabels({ name, component: 'strategy', partOf: 'strategies' }),
    [goalLabel]: settings.goal,
  };
}

/** The Placement of a strategy: mode Exact, so that nothing counts but its engines and its stickiness. */
export class StrategyPlacement extends Construct {
  constructor(scope: Construct, id: string, strategy: PlannedStrategy) {
    super(scope, id);
    const { clusters, clusterSets, labels, tolerations, stickiness } = strategy.settings;
    const steady: Prioritizer = {
      scoreCoordinate: { type: CoordinateType.BUILT_IN, builtIn: 'Steady' },
      weight: stickiness,
    };
    new Placement(this, 'placement', {
      metadata: { name: strategy.name, namespace: strategiesNamespace, labels: strategyLabels(strategy) },
      spec: {
        numberOfClusters: clusters,
        clusterSets: [...clusterSets],
        ...(Object.keys(labels).length > 0 && {
          predicates: [{ requiredClusterSelector: { labelSelector: { matchLabels: sortedLabels(labels) } } }],
        }),
        prioritizerPolicy: {
          mode: 'Exact',
          configurations: [...strategy.choices.map(prioritizer), ...(stickiness > 0 ? [steady] : [])],
        },
        // The generated type has an enum where the CRD has words; the words are the enum's values.
        ...(tolerations.length > 0 && { tolerations: tolerations as unknown as PlacementSpecTolerations[] }),
      },
    });
  }
}

function prioritizer({ id, weight, engine, item }: Choice): Prioritizer {
  if (engine === undefined || item === undefined || !('item' in item))
    throw new Error(`engine ${id} without an item is refused before it is built`);
  const { addOn } = scoreCoordinate(engine, item.item);
  return { scoreCoordinate: { type: CoordinateType.ADD_ON, addOn }, weight };
}
