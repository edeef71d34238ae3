import type { z } from 'zod';
import type { FindingKind } from '../model/finding';
import { refuse } from './refusal';

export const duplicateEntry: FindingKind = {
  code: 'duplicate-entry',
  why: 'The second of two equal entries does nothing; it was probably meant to be another.',
  fix: 'Correct or remove one of the two.',
};

/** For a list schema's `superRefine`: refuses each entry that stands in the list before. */
export function refuseTwins(entries: readonly unknown[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    const text = JSON.stringify(entry);
    if (seen.has(text)) {
      refuse(context, { code: duplicateEntry.code, message: 'it stands in the list already; keep one of the two' }, [
        index,
      ]);
    }
    seen.add(text);
  });
}
