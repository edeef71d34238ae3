import type { z } from 'zod';
import { reject } from './rejection';
import { findingKind } from '../model/finding-kind';

export const duplicateEntry = findingKind({
  code: 'duplicate-entry',
  why: 'The second of two equal entries does nothing; it was probably meant to be another.',
  fix: 'Correct or remove one of the two.',
  messages: {
    twice: 'got {got:json}; it is already in the list; keep one of the two',
  },
});

/**
 * For a list schema's `superRefine`: rejects each entry that repeats an earlier one.
 *
 * @param identity the part that makes two entries equal. @default - the whole entry
 */
export function refuseTwins<Entry>(
  entries: readonly Entry[],
  context: z.RefinementCtx,
  identity: (entry: Entry) => unknown = (entry) => entry,
): void {
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    const text = JSON.stringify(identity(entry));
    if (seen.has(text)) {
      reject(context, (got) => duplicateEntry.fault('twice', { got }), [index]);
    }
    seen.add(text);
  });
}
