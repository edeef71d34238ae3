import { compare } from '../model/finding';
import { Hub, type HubState } from './hub';
import { placementLabel, type Placement, type PlacementDecision } from './objects';
import { rank, type Scheduling } from './scheduler';

/** One side of a change: the Placements and what they find on the hub. */
export interface Side {
  readonly placements: readonly Placement[];
  readonly state: HubState;
}

/** What a change does to the decisions of one Placement. */
export interface Move {
  /** `<namespace>/<name>`. */
  readonly placement: string;
  /**
   * `refused`: the scheduler refuses the new Placement and the old decisions stand. `not-simulated`: a side calls a function that
   * only the scheduler knows.
   */
  readonly what: 'added' | 'removed' | 'moved' | 'stays' | 'refused' | 'not-simulated';
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly leaves: readonly string[];
  readonly joins: readonly string[];
  /** By cluster, the sums of those that leave or join; absent where a cluster could not be chosen. */
  readonly totals: Readonly<Record<string, { readonly before?: number; readonly after?: number }>>;
  /** In words; only with `refused` and `not-simulated`. */
  readonly reason?: string;
}

/**
 * Who moves: schedules the Placements of both sides. Before the change the decisions stand that `before.state` holds, or
 * where it holds none those that the scheduler would make; they are what holds a workload back by Steady afterwards.
 *
 * @returns one entry for each Placement of either side, sorted by name
 */
export function whoMoves(before: Side, after: Side, now: Date): readonly Move[] {
  const old = settle(before, now);
  const standing = [...old.values()].flatMap(({ decisions }) => decisions);
  const hub = new Hub({ ...after.state, placementDecisions: standing }, now);
  const changed = new Map(after.placements.map((each) => [nameOf(each), rank(each, hub)]));
  const names = [...new Set([...old.keys(), ...changed.keys()])].sort(compare);
  return names.map((name) => moveOf(name, old.get(name)?.scheduling, changed.get(name)));
}

/** What one side comes to rest at: a Placement and its decisions, which then stand. */
export interface Settled {
  readonly placement: Placement;
  readonly scheduling: Scheduling;
  readonly decisions: readonly PlacementDecision[];
}

/** The decisions of each Placement by `<namespace>/<name>`. Those without any are scheduled a first time. */
export function settle({ placements, state }: Side, now: Date): ReadonlyMap<string, Settled> {
  const hub = new Hub(state, now);
  const first = placements.map((placement) => {
    const stands = hub.chosenBy(placement).size > 0;
    return { placement, decisions: stands ? undefined : decisionOf(placement, chosenIn(rank(placement, hub))) };
  });
  const made = first.flatMap(({ decisions }) => decisions ?? []);
  const settled = new Hub({ ...state, placementDecisions: [...(state.placementDecisions ?? []), ...made] }, now);
  return new Map(
    placements.map((placement): [string, Settled] => {
      const scheduling = rank(placement, settled);
      const decisions = [decisionOf(placement, chosenIn(scheduling))];
      return [nameOf(placement), { placement, scheduling, decisions }];
    }),
  );
}

/** The chosen clusters, the best first. */
export function chosenIn({ ranking, chosen }: Scheduling): readonly string[] {
  return ranking.slice(0, chosen).map(({ cluster }) => cluster);
}

/** The decisions of a Placement as the object that the scheduler reads. */
export function decisionOf(
  { metadata: { name, namespace } }: Placement,
  clusters: readonly string[],
): PlacementDecision {
  return {
    metadata: { name: `${name}-decision-1`, namespace, labels: { [placementLabel]: name } },
    status: { decisions: clusters.map((clusterName) => ({ clusterName })) },
  };
}

export function nameOf({ metadata: { namespace, name } }: Placement): string {
  return `${namespace ?? ''}/${name}`;
}

/** The clusters that are not among the others. */
export function without(clusters: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return clusters.filter((cluster) => !left.has(cluster));
}

const nowhere = { before: [], after: [], leaves: [], joins: [], totals: {} } as const;

function moveOf(placement: string, old: Scheduling | undefined, changed: Scheduling | undefined): Move {
  const unknown = [old, changed].find((side) => side?.status === 'NotSimulated');
  if (unknown !== undefined) return { ...nowhere, placement, what: 'not-simulated', reason: unknown.message ?? '' };
  const before = old === undefined ? [] : chosenIn(old);
  const refused = changed?.status === 'Error' || changed?.status === 'Misconfigured';
  const after = refused ? before : changed === undefined ? [] : chosenIn(changed);
  const [leaves, joins] = [without(before, after), without(after, before)];
  const moved = leaves.length > 0 || joins.length > 0;
  const what =
    old === undefined ? 'added' : changed === undefined ? 'removed' : refused ? 'refused' : moved ? 'moved' : 'stays';
  const totals = Object.fromEntries(
    [...leaves, ...joins].map((cluster) => {
      const [was, is] = [totalOf(old, cluster), totalOf(changed, cluster)];
      return [cluster, { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
    }),
  );
  return {
    placement,
    what,
    before,
    after,
    leaves,
    joins,
    totals,
    ...(refused && changed.message !== undefined && { reason: changed.message }),
  };
}

function totalOf(scheduling: Scheduling | undefined, cluster: string): number | undefined {
  return scheduling?.ranking.find((each) => each.cluster === cluster)?.total;
}
