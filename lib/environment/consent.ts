import { z } from 'zod';
import { dnsLabel } from './values/name-syntax';

const entry = z.strictObject({
  what: z.string().min(1).meta({
    description:
      'What `scorewright plan` asks about, in its own words: `remove Namespace demo`, `refused Job demo/train`, `half of worker02`, `many objects`; `*` stands for any text.',
  }),
  on: dnsLabel.optional().meta({ description: 'Only on this cluster, which may be one that leaves. Default: on any.' }),
  why: z.string().min(1).meta({ description: 'Why it is wanted; the plan shows it.' }),
});

/** The block `consent`: what a commit may do although a plan stops at it. */
export const consent = z.array(entry).prefault([]).meta({
  description: 'What the next commit may remove or break, each with the reason; `scorewright plan` reads it.',
});
