import { eligibleSets } from '../../placement/cluster-sets';
import { replay, type Replay, type Sample } from '../../placement/history';
import { Hub } from '../../placement/hub';
import { decisionGroups, type DecisionGroup } from '../../placement/decision-groups';
import { chosenIn, settle, whoMoves, type Move, type Side } from '../../placement/moves';
import { outlook, type Expect, type Outlook } from '../../placement/outlook';
import type { Scheduling } from '../../placement/scheduler';
import { marginOf, type Margin } from '../../placement/thresholds';
import { changed, expectedAfter, type Change } from '../../placement/what-if';

/** What `scorewright simulate` tells about one environment. */
export interface Simulation {
  readonly environment: string;
  readonly strategies: readonly SimulatedStrategy[];
  /** What the changes do; absent where none is asked about. */
  readonly moves?: readonly Move[];
}

export interface SimulatedStrategy {
  /** `<namespace>/<name>`. */
  readonly placement: string;
  readonly wanted: number | undefined;
  /** The ManagedClusterSets that it chooses from. */
  readonly sets: readonly string[];
  /** What can become of it whatever its scores are; words where the scheduler refuses it, or it cannot be simulated. */
  readonly outlook: Outlook | string;
  /** What it chooses by the scores that are given; absent without any. */
  readonly scheduling?: Scheduling;
  readonly margin?: Margin | undefined;
  /** Absent where there is but one. */
  readonly groups?: readonly DecisionGroup[];
  readonly replay?: Replay;
}

export interface SimulationRequest {
  readonly environment: string;
  readonly side: Side;
  readonly expect: Expect;
  readonly changes: readonly Change[];
  readonly samples?: readonly Sample[] | undefined;
  readonly now: Date;
}

/** Schedules every strategy of one environment, before and after the changes. */
export function simulate({ environment, side, expect, changes, samples, now }: SimulationRequest): Simulation {
  const after = changes.reduce(changed, side);
  const settled = settle(after, now);
  const hub = new Hub(after.state, now);
  const expected = expectedAfter(expect, changes, hub);
  const isScored = (after.state.addOnPlacementScores ?? []).length > 0;
  const strategies = [...settled].map(([placement, { placement: object, scheduling }]): SimulatedStrategy => {
    const { numberOfClusters } = object.spec;
    const groups = decisionGroups(object, chosenIn(scheduling), hub);
    return {
      placement,
      wanted: numberOfClusters ?? undefined,
      sets:
        after.state.sets === undefined
          ? []
          : eligibleSets(object, after.state.sets).map(({ metadata }) => metadata.name),
      outlook:
        scheduling.status === 'NotSimulated'
          ? `not simulated: ${scheduling.message ?? ''}`
          : outlookIn(outlook(object, hub, expected)),
      ...(isScored && { scheduling, margin: marginOf(scheduling, expected) }),
      ...(typeof groups !== 'string' && groups.length > 1 && { groups }),
      ...(samples && { replay: replay(object, after.state, samples) }),
    };
  });
  const scoredBefore = (side.state.addOnPlacementScores ?? []).length > 0;
  return {
    environment,
    strategies,
    ...(changes.length > 0 && (scoredBefore || isScored) && { moves: whoMoves(side, after, now) }),
  };
}

function outlookIn(found: Outlook | string): Outlook | string {
  return typeof found === 'string' ? `the scheduler refuses it: ${found}` : found;
}
