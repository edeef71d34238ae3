import { z } from 'zod';
import { labelKey } from '../../environment/values/label-syntax';

/** The toleration of a taint of a ManagedCluster. */
export interface ClusterToleration {
  /** The key of the taint. @default - every taint */
  readonly key?: string | undefined;
  /** `Equal` compares the value; `Exists` takes any. @default Equal */
  readonly operator?: 'Equal' | 'Exists' | undefined;
  /** The value of the taint. @default - none */
  readonly value?: string | undefined;
  /** The effect of the taint. @default - any */
  readonly effect?: 'NoSelect' | 'PreferNoSelect' | 'NoSelectIfNew' | undefined;
}

/** The check of a toleration. */
export const clusterToleration = z
  .strictObject({
    key: labelKey.optional().meta({ description: 'The key of the taint; every taint without it.' }),
    operator: z
      .enum(['Equal', 'Exists'])
      .default('Equal')
      .meta({ description: 'Equal compares the value; Exists takes any.' }),
    value: z.string().optional().meta({ description: 'The value of the taint.' }),
    effect: z
      .enum(['NoSelect', 'PreferNoSelect', 'NoSelectIfNew'])
      .optional()
      .meta({ description: 'The effect of the taint; any without it.' }),
  })
  .refine(({ operator, value }) => operator === 'Equal' || value === undefined, {
    error: 'Exists asks for no value; leave it out, or write operator: Equal',
  })
  .refine(({ key, operator }) => key !== undefined || operator === 'Exists', {
    error: 'without a key it tolerates nothing; name one, or write operator: Exists, which tolerates every taint',
  });
