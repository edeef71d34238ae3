import type { PlanRequest } from '../../plan/plan';

/** The options that choose the two trees to compare, and their environments. */
export interface PlanOptions {
  readonly base?: string;
  readonly head?: string;
  readonly env?: readonly string[];
  readonly environments: string;
}

/** The options as a request for a plan in the working directory. */
export function planRequest({ base, head, env, environments }: PlanOptions): PlanRequest {
  return {
    folder: process.cwd(),
    environments,
    ...(base !== undefined && { base }),
    ...(head !== undefined && { head }),
    ...(env !== undefined && { only: env }),
  };
}
