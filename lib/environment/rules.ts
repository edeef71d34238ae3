import { z } from 'zod';
import { unknownKeyHints } from './unknown-key-hint';

/** What the block must know of a rule. */
export interface KnownRule {
  readonly code: string;
  readonly why: string;
}

/** The block `rules`: another severity for a rule, with the reason that the summary shows. */
export function rules(known: readonly KnownRule[]) {
  const override = z.strictObject({
    severity: z
      .enum(['off', 'warning', 'error'])
      .meta({ description: 'off is not reported; warning is shown; error stops the run.' }),
    reason: z.string().min(1).meta({ description: 'Why; shown in the summary.' }),
  });
  return z
    .strictObject(
      Object.fromEntries(known.map(({ code, why }) => [code, override.optional().meta({ description: why })])),
    )
    .register(unknownKeyHints, {
      hint: 'only rules, which scorewright rules lists, can be turned off, down or up; any other warning stops nothing, and goes with its cause',
    })
    .prefault({})
    .meta({ description: 'Rules that this environment turns off, down or up, each with a reason.' });
}
