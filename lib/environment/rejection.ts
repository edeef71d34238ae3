import type { z } from 'zod';
import type { Fault } from '../model/finding';
import { at as valueAt } from '../model/json';

/** Makes the fault of a value that a schema rejects, once the value is known as the file writes it. */
export type Raise = (got: unknown) => Fault;

/** The second argument of zod's `refine`: the fault that a value gives which does not pass. Later checks are left out. */
export function rejecting(raise: Raise) {
  return {
    error: ({ input }: { readonly input?: unknown }) => raise(input).message,
    params: { raise },
    abort: true,
  };
}

/** Rejects from inside a zod check. `at` leads from the checked value to the one that is wrong. */
export function reject(context: z.RefinementCtx, raise: Raise, at: (string | number)[] = []): void {
  const { message } = raise(valueAt(context.value, ...at));
  context.addIssue({ code: 'custom', path: at, message, params: { raise } });
}

/** What an issue's schema says about its value, where it is one of ours. */
export function raiseOf({
  params,
}: {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}): Raise | undefined {
  return params?.raise as Raise | undefined;
}
