import { z } from 'zod';
import { exposureSchema, type ExposureSettings } from '../../constructs/exposure';
import { refuseTwins } from '../../environment/duplicate-entry';
import { clusterName, on, type On } from '../../environment/placement';
import type { Names } from '../../environment/names';
import type { Scorer } from '../../scoring/scorer';

/** One scorer of an environment. */
export interface ScorerSettings {
  /** The cluster that its pods run on. */
  readonly on: string;
  readonly expose: ExposureSettings;
}

/** The block `dynamic-scoring`. */
export interface DynamicScoringSettings {
  /** Clusters whose agents ask the scorers; the hub side follows `role: hub`. */
  readonly on: On;
  readonly delivery: 'argo' | 'work';
  readonly scorers: Readonly<Record<string, ScorerSettings | undefined>>;
  readonly masks: readonly Mask[];
}

export interface Mask {
  readonly cluster: string;
  readonly score: string;
}

export function settings(names: Names, scorers: readonly Scorer[]): z.ZodType<DynamicScoringSettings> {
  const scorer = z.strictObject({
    on: clusterName(names).meta({ description: 'The cluster that its pods run on.' }),
    expose: exposureSchema.meta({ description: 'How the hub and the other clusters reach it.' }),
  });
  const mask = z.strictObject({
    cluster: clusterName(names),
    score: z.string().min(1).meta({ description: 'The score name, as the scorer gives it.' }),
  });
  return z
    .strictObject({
      on: on(names),
      delivery: z
        .enum(['argo', 'work'])
        .default('argo')
        .meta({ description: 'How scorers reach their cluster: by Argo CD, or by a ManifestWork.' }),
      scorers: z
        .strictObject(Object.fromEntries(scorers.map(({ id }) => [id, scorer.optional()])))
        .prefault({})
        .meta({ description: 'The scorers to run, by name.' }),
      masks: z
        .array(mask)
        .superRefine(refuseTwins)
        .default([])
        .meta({ description: 'Scores that a cluster is not asked for.' }),
    })
    .meta({ description: 'Dynamic scoring: agents, scorers and their registration on the hub.' });
}
