import { z } from 'zod';
import { durationForm as pattern, seconds } from '../../model/duration';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const durationSyntax = findingKind({
  code: 'duration-syntax',
  why: 'A duration has a unit, so that nobody has to guess between seconds and minutes.',
  fix: 'Write whole numbers with d, h, m or s, the largest unit first: `30s`, `6h`, `1h30m`.',
  messages: {
    unreadable: 'got {got:json}; write a duration such as 30s, 15m, 6h or 1h30m',
    notAboveZero: 'got {got:json}; write a duration longer than zero, such as 30s, 15m, 6h or 1h30m',
  },
});

/** A span of whole seconds as people write it, `0s` included: `30s`, `6h`, `1h30m`. */
export const timeSpan = z
  .string()
  .refine(
    (text) => pattern.test(text),
    rejecting((got) => durationSyntax.fault('unreadable', { got })),
  )
  .meta({
    pattern: pattern.source,
    description: 'A duration with its unit: 30s, 15m, 6h, 1h30m.',
    examples: ['30s', '15m', '6h'],
  })
  .brand<'Duration'>();
/** A duration as people write it: `6h`, `1h30m`. */
export type Duration = z.infer<typeof timeSpan>;

/** A duration as the environment file has it: `30s`, `6h`, `1h30m`; longer than zero. */
export const duration = z
  .string()
  .refine(
    (text) => pattern.test(text) && seconds(text) > 0,
    rejecting((got) => durationSyntax.fault('notAboveZero', { got })),
  )
  .meta({
    pattern: pattern.source,
    description: 'A duration with its unit: 30s, 15m, 6h, 1h30m.',
    examples: ['30s', '15m', '6h'],
  })
  .brand<'Duration'>();
