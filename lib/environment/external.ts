import { z } from 'zod';
import { refuseTwins } from './duplicate-entry';
import type { Names } from './names';
import { on } from './placement';
import { kindName, objectName } from './values/name-syntax';

/** The block `external`: objects that exist already, are not rendered, and may be referred to. */
export function external(names: Names) {
  return z
    .array(
      z.strictObject({
        on: on(names),
        kind: kindName,
        name: objectName,
        why: z.string().min(1).meta({ description: 'Who makes it and what for; shown under "needs".' }),
      }),
    )
    .superRefine(refuseTwins)
    .default([])
    .meta({ description: 'Objects that exist already: not rendered, but they may be referred to.' });
}

/** One entry of `external`. */
export type External = z.infer<ReturnType<typeof external>>[number];
