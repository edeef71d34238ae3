import { z } from 'zod';
import { withDifferences, type Differing } from '../../environment/differences/differences';
import type { Names } from '../../environment/names';
import { on, type On } from '../../environment/placement';
import type { Delivery } from '../../model/unit';
import type { Scorer } from '../../scoring/scorer';
import { masksSchema, type Mask } from './masks';
import { scorerSettings, type ScorerSettings } from './scorer-settings';

/** The block `dynamic-scoring`. */
export interface DynamicScoringSettings extends Pick<Differing, 'for'> {
  /** Clusters whose agents ask the scorers; the hub side follows `role: hub`. */
  readonly on: On;
  readonly hub: 'chart' | 'rendered';
  readonly delivery: Delivery;
  readonly pullSecret: boolean;
  /** `cluster`: engines ask each cluster's own metrics under one name. @default - each as the catalogue or its settings say */
  readonly prometheus?: 'cluster' | undefined;
  readonly scorers: Readonly<Record<string, ScorerSettings | undefined>>;
  readonly masks: readonly Mask[];
}

export function settings(names: Names, scorers: readonly Scorer[]): z.ZodType<DynamicScoringSettings> {
  const block = z.strictObject({
    on: on(names),
    hub: z
      .enum(['chart', 'rendered'])
      .default('chart')
      .meta({ description: "Upstream's chart installs the hub side, or it is rendered with fewer rights." }),
    delivery: z.enum(['argo', 'work', 'workReplicaSet']).default('argo').meta({
      description:
        'How scorers reach their cluster: by Argo CD, by a ManifestWork for each, or by one ManifestWorkReplicaSet for all.',
    }),
    prometheus: z.literal('cluster').optional().meta({
      description:
        "cluster: engines ask one Service of one name on each cluster, which leads to that cluster's own metrics.",
    }),
    pullSecret: z.boolean().default(false).meta({
      description: 'Whether agents pull their image by the Secret dynamic-scoring-addon-pull-secret of the hub.',
    }),
    scorers: z
      .strictObject(
        Object.fromEntries(
          scorers.map((scorer) => [
            scorer.id,
            scorerSettings(scorer, names)
              .optional()
              .meta({ description: scorer.engines.map(({ description }) => description).join(' ') }),
          ]),
        ),
      )
      .prefault({})
      .meta({ description: 'The scorers to use, by name.' }),
    masks: masksSchema(names)
      .default([])
      .meta({ description: 'Scores that clusters are not asked for: clusters by name, list, word or labels.' }),
  });
  return withDifferences(block, names, ofTheHub).meta({
    description: 'Dynamic scoring: agents, scorers and their registration on the hub.',
  });
}

/** Settings that the hub has once, or that name their clusters themselves. */
const ofTheHub = {
  hub: 'the hub side is installed once',
  masks: 'each mask says its own clusters',
  prometheus: 'all agents get one name',
  pullSecret: 'the hub hands it to all agents',
  scorers: 'each scorer has a `for` of its own',
};
