import { clusterOrder } from './cluster-order';
import {
  placementLabel,
  type AddOnPlacementScore,
  type ManagedCluster,
  type ManagedClusterSet,
  type ManagedClusterSetBinding,
  type Placement,
  type PlacementDecision,
} from './objects';

/** What the scheduler finds on the hub. */
export interface HubState {
  readonly clusters: readonly ManagedCluster[];
  readonly addOnPlacementScores?: readonly AddOnPlacementScore[] | undefined;
  /** The decisions that stand, of every Placement. */
  readonly placementDecisions?: readonly PlacementDecision[] | undefined;
  /** Absent: every cluster may be chosen by every Placement, as if all sets were bound. */
  readonly sets?: ClusterSets | undefined;
}

export interface ClusterSets {
  readonly sets: readonly ManagedClusterSet[];
  readonly bindings: readonly ManagedClusterSetBinding[];
}

/** One score of each cluster, in the order of `Hub.clusters`; 0 where it is missing or has expired. */
export interface ScoreColumn {
  readonly values: Int32Array;
  /** By index into `scoreStates`. */
  readonly states: Uint8Array;
}

/** Where a cluster's score comes from. */
export const scoreStates = ['scored', 'missing', 'expired'] as const;
export type ScoreState = (typeof scoreStates)[number];
const [scored, missing, expired] = [0, 1, 2];

const noScores: readonly (AddOnPlacementScore | undefined)[] = [];

/** The hub's state with what every Placement looks up in it, so that many are scheduled over one fleet quickly. */
export class Hub {
  /** Sorted by name. */
  readonly clusters: readonly ManagedCluster[];
  /** 0, 1, 2 … of `clusters`. */
  readonly positions: readonly number[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly scores = new Map<string, readonly (AddOnPlacementScore | undefined)[]>();
  private readonly columns = new Map<string, ScoreColumn>();
  private readonly decisions: readonly PlacementDecision[];
  private allCounts?: ReadonlyMap<string, number>;
  private allClaims?: readonly Readonly<Record<string, string>>[];

  constructor(
    readonly state: HubState,
    readonly now: Date,
  ) {
    const { clusters, positions, places } = clusterOrder(state.clusters);
    this.clusters = clusters;
    this.positions = positions;
    this.places = places;
    this.decisions = [
      ...new Map((state.placementDecisions ?? []).map((each) => [keyOf(each.metadata), each])).values(),
    ];
  }

  /** The claims of each cluster; the later one of two with the same name counts. */
  get claims(): readonly Readonly<Record<string, string>>[] {
    return (this.allClaims ??= this.clusters.map(({ status }) =>
      Object.fromEntries((status?.clusterClaims ?? []).map(({ name, value }) => [name, value ?? ''])),
    ));
  }

  /** All scores of one cluster under one name; undefined also for a cluster that is not on the hub. */
  scoreOf(cluster: string, resourceName: string): AddOnPlacementScore | undefined {
    const place = this.places.get(cluster);
    return place === undefined ? undefined : this.scoresNamed(resourceName)[place];
  }

  scoreColumn(resourceName: string, scoreName: string): ScoreColumn {
    const key = `${resourceName} ${scoreName}`;
    const known = this.columns.get(key);
    if (known) return known;
    const found = this.scoresNamed(resourceName);
    const values = new Int32Array(this.clusters.length);
    const states = new Uint8Array(this.clusters.length).fill(missing);
    const now = this.now.getTime();
    let [until, isPast] = ['', false];
    for (let place = 0; place < values.length; place++) {
      const status = found[place]?.status;
      if (status === null || status === undefined) continue;
      const { validUntil } = status;
      if (validUntil !== null && validUntil !== undefined) {
        // Agents write all scores of a round with one time.
        if (validUntil !== until) [until, isPast] = [validUntil, now > Date.parse(validUntil)];
        if (isPast) {
          states[place] = expired;
          continue;
        }
      }
      // The later one of two with the same name counts.
      for (const { name, value } of status.scores ?? [])
        if (name === scoreName) {
          values[place] = value;
          states[place] = scored;
        }
    }
    const column = { values, states };
    this.columns.set(key, column);
    return column;
  }

  /** The scores of one name, by position; the later one of two for the same cluster counts. */
  private scoresNamed(resourceName: string): readonly (AddOnPlacementScore | undefined)[] {
    const known = this.scores.get(resourceName);
    if (known) return known;
    const all = this.state.addOnPlacementScores ?? [];
    const found = all.length === 0 ? noScores : new Array<AddOnPlacementScore | undefined>(this.clusters.length);
    for (const score of all) {
      if (score.metadata.name !== resourceName) continue;
      const place = this.places.get(score.metadata.namespace ?? '');
      if (place !== undefined) (found as (AddOnPlacementScore | undefined)[])[place] = score;
    }
    this.scores.set(resourceName, found);
    return found;
  }

  /** The clusters that a Placement has chosen before. */
  chosenBy(placement: Placement): ReadonlySet<string> {
    return new Set(this.decisionsOf(placement).flatMap(chosen));
  }

  /** How many other Placements have chosen each cluster, including clusters that are gone. */
  decisionCounts(placement: Placement): ReadonlyMap<string, number> {
    const all = (this.allCounts ??= countDecisions(this.decisions));
    const own = countDecisions(this.decisionsOf(placement));
    if (own.size === 0) return all;
    const counts = new Map(all);
    for (const [cluster, count] of own) {
      const left = (counts.get(cluster) ?? 0) - count;
      if (left > 0) counts.set(cluster, left);
      else counts.delete(cluster);
    }
    return counts;
  }

  private decisionsOf({ metadata: { name, namespace } }: Placement): readonly PlacementDecision[] {
    return this.decisions.filter(
      ({ metadata }) => metadata.labels?.[placementLabel] === name && (metadata.namespace ?? '') === (namespace ?? ''),
    );
  }
}

function chosen({ status }: PlacementDecision): string[] {
  return (status?.decisions ?? []).map(({ clusterName }) => clusterName);
}

function countDecisions(decisions: readonly PlacementDecision[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cluster of decisions.flatMap(chosen)) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  return counts;
}

function keyOf({ namespace, name }: { readonly namespace?: string | null | undefined; readonly name: string }): string {
  return `${namespace ?? ''}/${name}`;
}
