import { Construct } from 'constructs';
import { z } from 'zod';
import {
  Placement,
  PlacementSpecPrioritizerPolicyConfigurationsScoreCoordinateType as CoordinateType,
  type PlacementSpecPrioritizerPolicyConfigurations as Prioritizer,
  type PlacementSpecTolerations,
} from '../../../imports/cluster.open-cluster-management.io';
import { int32 } from '../../environment/values/int32';
import { labels as labelsSchema } from '../../environment/values/label-syntax';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import { list } from '../../model/words';
import type { EngineData } from '../../scoring/engine';
import { checkItem } from '../../scoring/findings/score-item-impossible';
import { checkDestination } from '../../scoring/findings/score-without-destination';
import { itemName } from '../../scoring/item-name';
import { knownItems } from '../../scoring/score-items';
import { scoreCoordinate, signedWeight } from '../../scoring/score-coordinate';
import { sortedLabels, standardLabels, type Labels } from '../labels';
import { parseProps, propsError, type Shape } from '../props';
import { engineOf, engineReference } from '../scoring/engine-reference';
import { clusterToleration, type ClusterToleration } from './toleration';

/** The goals that a choice of clusters may have. */
export const goals = ['performance', 'energy', 'balanced'] as const;
/** The goal of a choice of clusters. */
export type Goal = (typeof goals)[number];

/** The labels that select one of several score items: the application and the device that are scored. */
export interface ScoredItem {
  /** As `app01`. @default - none */
  readonly app?: string | undefined;
  /** As `all`, for the whole cluster. @default - none */
  readonly device?: string | undefined;
}

/** A score and how much it counts. */
export interface WeightedScore {
  /** The id of an engine that comes with the package, as `static/performance`, or one of your own. */
  readonly engine: string | EngineData;
  /** 1 to 10. Where lower scores are better, the Placement gets its negative. */
  readonly weight: number;
  /** The item of the score. @default - the only one */
  readonly item?: ScoredItem;
}

/** A choice of clusters by scores. */
export interface ScoredPlacementProps {
  readonly name: string;
  /** A namespace of the hub, with a ManagedClusterSetBinding of each set. */
  readonly namespace: string;
  /** How many clusters it chooses. */
  readonly clusters: number;
  readonly scores: readonly WeightedScore[];
  /** The ManagedClusterSets to choose from. @default - global, which has every managed cluster */
  readonly clusterSets?: readonly string[];
  /** Labels that a cluster must have to be chosen. @default - none */
  readonly labels?: Labels;
  /** Cluster taints that it tolerates. @default - none */
  readonly tolerations?: readonly ClusterToleration[];
  /** The weight of staying, 0 to 10: a rival must be better by 100 × stickiness ÷ weight points. @default 0 */
  readonly stickiness?: number;
  /** Shown in a label. @default - none */
  readonly goal?: Goal;
}

const shape = {
  name: dnsSubdomain,
  namespace: dnsLabel,
  clusters: int32(1),
  scores: z
    .array(
      z.strictObject({
        engine: engineReference,
        weight: z.number().int().min(1).max(10),
        item: z.strictObject({ app: z.string().min(1).optional(), device: z.string().min(1).optional() }).default({}),
      }),
    )
    .min(1, { error: 'name at least one score' }),
  clusterSets: z.array(dnsLabel).min(1).default(['global']),
  labels: labelsSchema.default({}),
  tolerations: z.array(clusterToleration).default([]),
  stickiness: z.number().int().min(0).max(10).default(0),
  goal: z.enum(goals).optional(),
} satisfies Shape<ScoredPlacementProps>;

const schema = z.strictObject(shape);

/** The label with the goal of a strategy. */
const goalLabel = 'scorewright.dev/goal';

/** The labels of all objects of a strategy. */
export function strategyLabels(name: string, goal: Goal | undefined): Labels {
  return {
    ...standardLabels({ name, component: 'strategy', partOf: 'strategies' }),
    ...(goal !== undefined && { [goalLabel]: goal }),
  };
}

/** A Placement that chooses clusters by scores: in mode Exact only the scores and its stickiness count. */
export class ScoredPlacement extends Construct {
  public readonly name: string;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: ScoredPlacementProps) {
    super(scope, id);
    const given = parseProps(this, 'ScoredPlacement', schema, props);
    const { name, namespace, clusters, clusterSets, labels, tolerations, stickiness } = given;
    this.name = name;
    const steady: Prioritizer = {
      scoreCoordinate: { type: CoordinateType.BUILT_IN, builtIn: 'Steady' },
      weight: stickiness,
    };
    new Placement(this, 'placement', {
      metadata: { name, namespace, labels: strategyLabels(name, given.goal) },
      spec: {
        numberOfClusters: clusters,
        clusterSets,
        ...(Object.keys(labels).length > 0 && {
          predicates: [{ requiredClusterSelector: { labelSelector: { matchLabels: sortedLabels(labels) } } }],
        }),
        prioritizerPolicy: {
          mode: 'Exact',
          configurations: [...this.prioritizers(given), ...(stickiness > 0 ? [steady] : [])],
        },
        // The generated type has an enum where the CRD has words; the words are the enum's values.
        ...(tolerations.length > 0 && { tolerations: tolerations as unknown as PlacementSpecTolerations[] }),
      },
    });
  }

  private prioritizers({ scores }: z.output<typeof schema>): Prioritizer[] {
    return scores.map(({ engine: reference, weight, item: subject }, index) => {
      const engine = engineOf(reference);
      const labels = Object.entries(subject).filter(([, value]) => value !== undefined);
      const item = itemName(engine, Object.fromEntries(labels));
      if ('missing' in item) {
        const items = list(knownItems(engine) ?? [engine.dimensionFormat]);
        const message = `got no ${item.missing.join(' and no ')}; ${engine.id} writes items ${items}: name one`;
        throw propsError(this, 'ScoredPlacement', [{ path: `scores[${index}].item`, message }]);
      }
      const problems = [...checkDestination(engine), ...checkItem(engine, item.item)];
      if (problems.length > 0) {
        const at = `scores[${index}]`;
        throw propsError(
          this,
          'ScoredPlacement',
          problems.map(({ message }) => ({ path: at, message })),
        );
      }
      const { addOn } = scoreCoordinate(engine, item.item);
      return { scoreCoordinate: { type: CoordinateType.ADD_ON, addOn }, weight: signedWeight(engine, weight) };
    });
  }
}
