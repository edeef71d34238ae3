import { z } from 'zod';

/** OpenShift Data Science, which is now OpenShift AI, or the Open Data Hub that it is made from. */
export interface OpenShiftAiSettings {
  readonly distribution: 'rhoai' | 'opendatahub';
  readonly version: 1 | 2 | 3;
  readonly installed: boolean;
  readonly channel?: string | undefined;
}

/** The block `openshift-ai`. */
export const openshiftAi: z.ZodType<OpenShiftAiSettings> = z
  .strictObject({
    distribution: z
      .enum(['rhoai', 'opendatahub'])
      .default('rhoai')
      .meta({ description: 'rhoai: OpenShift AI, before 2.4 OpenShift Data Science. opendatahub: the community one.' }),
    version: z
      .literal([1, 2, 3])
      .meta({ description: 'Major version of the operator; it decides which modes there are.' }),
    installed: z
      .boolean()
      .default(false)
      .meta({ description: 'true: the cluster has it already; nothing of the operator is rendered.' }),
    channel: z
      .string()
      .min(1)
      .optional()
      .meta({ description: "The operator's channel; the usual one of its version without it." }),
  })
  .meta({ description: 'OpenShift AI on the OpenShift clusters of the block.' });
