import { z } from 'zod';
import { unknownKeyHints } from './unknown-key-hint';

/** The block `rules`: another severity for a rule, with the reason that the summary shows. */
export function rules(codes: readonly string[]) {
  const override = z.strictObject({
    severity: z.enum(['off', 'warning', 'error']),
    reason: z.string().min(1).meta({ description: 'Why; shown in the summary.' }),
  });
  return z
    .strictObject(Object.fromEntries(codes.map((code) => [code, override.optional()])))
    .register(unknownKeyHints, {
      hint: 'only rules, which scorewright rules lists, can be turned off, down or up; any other warning stops nothing, and goes with its cause',
    })
    .prefault({})
    .meta({ description: 'Rules that this environment turns off, down or up, each with a reason.' });
}
