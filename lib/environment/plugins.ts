import { z } from 'zod';

const name = /^(\.\.?\/[^\\]+|(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*(\/[A-Za-z0-9._/-]+)?)$/;

/** The block `plugins`: modules whose exports are further scorers, engines, components and rules. */
export const plugins = z
  .array(
    z
      .string()
      .refine((text) => name.test(text), {
        error: 'write a file such as ./my-scorers.ts, from the folder of this one, or a package such as @acme/scorers',
      })
      .meta({ pattern: name.source, examples: ['./scorers/idle-cpu.ts'] }),
  )
  .default([])
  .meta({
    description:
      'Files (./my-scorers.ts) and packages (@acme/scorers) that bring further scorers, engines, components and rules.',
  });
