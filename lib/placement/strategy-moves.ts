import { compare } from '../model/compare';
import { Hub, type HubState } from './hub';
import { nameOf, whoMoves, without, type Move, type Side } from './moves';
import { outlook, type Expect, type Outlook } from './outlook';
import { withKnownScores } from './what-if';

/** One side of a change as an environment describes it: at most the ranges of its scores are known. */
export interface DescribedSide extends Side {
  readonly expect: Expect;
}

/** What a change does to one strategy. */
export interface StrategyMove {
  /** `<namespace>/<name>`. */
  readonly placement: string;
  /** `may-move`: the scores decide. `refused` and `not-simulated` as in `Move`. */
  readonly what: Exclude<Move['what'], 'stays'> | 'may-move';
  /** Whether `before` and `after` are the chosen clusters; if not, they are all clusters that the scores may choose. */
  readonly certain: boolean;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly leaves: readonly string[];
  readonly joins: readonly string[];
  /** As in `Move`. */
  readonly totals: Move['totals'];
  /** In words; only with `refused` and `not-simulated`. */
  readonly reason?: string;
}

/**
 * Who moves between two sides of an environment: the strategies that choose otherwise, may choose otherwise, come or go. Those
 * that stay are left out.
 *
 * @param hub the objects on the hub today; without them a choice is certain only where no score can change it
 */
export function strategyMoves(
  before: DescribedSide,
  after: DescribedSide,
  now: Date,
  hub?: HubState,
): readonly StrategyMove[] {
  if (hub !== undefined) {
    const state = hubAfter(hub, before.state, after.state);
    return whoMoves({ ...before, state: hub }, { ...after, state }, now).flatMap(certain);
  }
  const [old, changed] = [outlooks(before, now), outlooks(after, now)];
  const moves = whoMoves(known(before), known(after), now);
  return moves.flatMap((move) => {
    const [was, is] = [old.get(move.placement), changed.get(move.placement)];
    const isDecided = move.what === 'refused' || move.what === 'not-simulated' || (isCertain(was) && isCertain(is));
    return isDecided ? certain(move) : maybe(move, was, is);
  });
}

/** The possible choices of a Placement; absent where there is none. */
interface Prospect {
  readonly outlook: Outlook;
  /** Everything that its choice depends on: equal ones choose alike. */
  readonly terms: string;
}

function outlooks({ placements, state, expect }: DescribedSide, now: Date): ReadonlyMap<string, Prospect> {
  const hub = new Hub(state, now);
  return new Map(
    placements.flatMap((placement): [string, Prospect][] => {
      const found = outlook(placement, hub, expect);
      if (typeof found === 'string') return [];
      return [[nameOf(placement), { outlook: found, terms: JSON.stringify([placement.spec, found]) }]];
    }),
  );
}

function known(side: DescribedSide): Side {
  return withKnownScores(side, side.expect);
}

function certain({ what, ...move }: Move): StrategyMove[] {
  return what === 'stays' ? [] : [{ ...move, what, certain: true }];
}

/** Whether no score can change the choice; a missing Placement chooses nothing. */
function isCertain(prospect: Prospect | undefined): boolean {
  return prospect === undefined || ['chooses-all', 'always-ties', 'constant'].includes(prospect.outlook.verdict);
}

function maybe(move: Move, was: Prospect | undefined, is: Prospect | undefined): StrategyMove[] {
  if (was?.terms === is?.terms) return [];
  const [before, after] = [was, is].map((prospect) =>
    (prospect?.outlook.clusters ?? [])
      .filter(({ chance }) => chance !== 'never')
      .map(({ cluster }) => cluster)
      .sort(compare),
  ) as [string[], string[]];
  const what = was === undefined ? 'added' : is === undefined ? 'removed' : 'may-move';
  return [
    {
      placement: move.placement,
      what,
      certain: false,
      before,
      after,
      leaves: without(before, after),
      joins: without(after, before),
      totals: {},
    },
  ];
}

/** Today's hub with what the change does to it: clusters that come and go, their labels, sets and bindings. */
function hubAfter(hub: HubState, before: HubState, after: HubState): HubState {
  const [old, now] = [before, after].map(
    ({ clusters }) => new Map(clusters.map((cluster) => [cluster.metadata.name, cluster])),
  );
  const standing = hub.clusters
    .filter(({ metadata: { name } }) => !old?.has(name) || now?.has(name))
    .map((cluster) => {
      const { name, labels } = cluster.metadata;
      const dropped = old?.get(name)?.metadata.labels ?? {};
      const kept = Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => !Object.hasOwn(dropped, key)));
      const given = now?.get(name)?.metadata.labels ?? {};
      return { ...cluster, metadata: { ...cluster.metadata, labels: { ...kept, ...given } } };
    });
  const names = new Set(hub.clusters.map(({ metadata }) => metadata.name));
  const joining = after.clusters.filter(({ metadata: { name } }) => !names.has(name) && !old?.has(name));
  return { ...hub, clusters: [...standing, ...joining], sets: after.sets };
}
