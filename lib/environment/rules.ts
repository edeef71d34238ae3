import { z } from 'zod';

/** The block `rules`: another severity for a rule, with the reason that the summary shows. */
export function rules(codes: readonly string[]) {
  const override = z.strictObject({
    severity: z.enum(['off', 'warning', 'error']),
    reason: z.string().min(1).meta({ description: 'Why; shown in the summary.' }),
  });
  return z
    .strictObject(Object.fromEntries(codes.map((code) => [code, override.optional()])))
    .prefault({})
    .meta({ description: 'Rules that this environment turns off, down or up, each with a reason.' });
}
