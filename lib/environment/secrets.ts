import { z } from 'zod';

/** The block `secrets`: who puts Secrets into the clusters. Their values never pass through this program. */
export const secrets = z
  .strictObject({
    backend: z
      .enum(['existing'])
      .meta({ description: 'existing: you create them; synth prints which, where and which keys.' }),
  })
  .prefault({ backend: 'existing' })
  .meta({ description: 'Where Secrets come from.' });

export type Secrets = z.infer<typeof secrets>;
