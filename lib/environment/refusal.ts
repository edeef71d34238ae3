import type { Code } from '../model/codes';
import type { z } from 'zod';

/** A code and a message that a schema passes on to its finding; see `lib/environment/issue-explanation.ts`. */
export interface Refusal {
  readonly code: Code;
  readonly message: string;
}

/** Adds a finding from inside a zod check. `at` leads from the checked value to the one that is wrong. */
export function refuse(context: z.RefinementCtx, refusal: Refusal, at: (string | number)[] = []): void {
  context.addIssue({ code: 'custom', path: at, message: refusal.message, params: { code: refusal.code } });
}

/** A value as a message shows it: JSON, cut where it would be long. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return cut(text);
}

/** Text of a length that a message bears. */
export function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
