import type { Finding } from '../model/finding';
import { sidesOf, type Completion, type PlanRequest } from '../plan/plan';
import { successionBetween } from '../plan/successions';
import type { Tree } from '../plan/tree';
import { reviewEnvironment, type EnvironmentReview } from './environment-review';

/** Something that must exist before an environment can sync. */
export interface ReviewedNeed {
  readonly what: string;
  readonly clusters: readonly string[];
  readonly why: string;
}

/** How much of a limit of another program is used. */
export interface ReviewedLimit {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly unit: string;
}

/** The results of a run over the head for an environment, which two trees alone do not show. */
export interface EnvironmentRun {
  readonly findings: readonly Finding[];
  readonly needs: readonly ReviewedNeed[];
  readonly limits: readonly ReviewedLimit[];
}

/** The change of a fleet, for the people who decide on it. */
export interface Review {
  /** A commit's hash. */
  readonly base: string;
  /** A commit's hash, or `working tree`. */
  readonly head: string;
  readonly headTree: Tree;
  readonly environments: readonly EnvironmentReview[];
  /** By environment; empty where the head is not the working tree. */
  readonly runs: ReadonlyMap<string, EnvironmentRun>;
  /** Files of `dist/` and `argocd/` that differ from what the environments render, sorted. */
  readonly notCurrent: readonly string[];
}

/**
 * Reviews the environments of a request.
 *
 * @param complete adds to plans what trees do not show, such as who moves
 * @throws Unreadable where the trees cannot be compared
 */
export function reviewOf(
  request: PlanRequest,
  { runs, notCurrent }: Pick<Review, 'runs' | 'notCurrent'>,
  complete?: Completion,
): Review {
  const { base, head, names, all } = sidesOf(request);
  const environments = names.map((name) => {
    const succession = successionBetween(name, base, head, all);
    return reviewEnvironment(name, base, head, request.environments, complete, succession);
  });
  return { base: base.id, head: head.id, headTree: head, environments, runs, notCurrent };
}
