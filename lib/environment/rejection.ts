import type { z } from 'zod';
import type { Fault } from '../model/finding';

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
  const { error, params } = rejecting(raise);
  context.addIssue({ code: 'custom', path: at, message: error({}), params });
}

/** What an issue's schema says of its value, where it is one of ours. */
export function raiseOf({
  params,
}: {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}): Raise | undefined {
  return params?.raise as Raise | undefined;
}
