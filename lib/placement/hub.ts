import { compare } from '../model/finding';
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
  readonly states: readonly ScoreState[];
  /** Whether any has expired. */
  readonly anyExpired: boolean;
}

/** Where a cluster's score comes from. */
export type ScoreState = 'scored' | 'missing' | 'expired';

/** The hub's state with what every Placement looks up in it, so that many are scheduled over one fleet quickly. */
export class Hub {
  /** Sorted by name, so that clusters of equal totals stand in the order in which they are chosen. */
  readonly clusters: readonly ManagedCluster[];
  /** 0, 1, 2 … of `clusters`. */
  readonly positions: readonly number[];
  private readonly scores: ReadonlyMap<string, AddOnPlacementScore>;
  private readonly columns = new Map<string, ScoreColumn>();
  private readonly decisions: readonly PlacementDecision[];
  private readonly counts: ReadonlyMap<string, number>;
  private allLabels?: readonly ReadonlyMap<string, string>[];
  private allClaims?: readonly ReadonlyMap<string, string>[];

  constructor(
    readonly state: HubState,
    readonly now: Date,
  ) {
    this.clusters = [...state.clusters].sort((a, b) => compare(a.metadata.name, b.metadata.name));
    this.positions = [...this.clusters.keys()];
    this.scores = new Map((state.addOnPlacementScores ?? []).map((score) => [keyOf(score.metadata), score]));
    this.decisions = [
      ...new Map((state.placementDecisions ?? []).map((each) => [keyOf(each.metadata), each])).values(),
    ];
    this.counts = countDecisions(this.decisions);
  }

  /** The labels of each cluster. */
  get labels(): readonly ReadonlyMap<string, string>[] {
    return (this.allLabels ??= this.clusters.map(({ metadata }) => new Map(Object.entries(metadata.labels ?? {}))));
  }

  /** The claims of each cluster; of two of one name the later one counts. */
  get claims(): readonly ReadonlyMap<string, string>[] {
    return (this.allClaims ??= this.clusters.map(
      ({ status }) => new Map((status?.clusterClaims ?? []).map(({ name, value }) => [name, value ?? ''])),
    ));
  }

  /** All scores of one cluster under one name. */
  scoreOf(cluster: string, resourceName: string): AddOnPlacementScore | undefined {
    return this.scores.get(`${cluster}/${resourceName}`);
  }

  scoreColumn(resourceName: string, scoreName: string): ScoreColumn {
    const key = `${resourceName} ${scoreName}`;
    const known = this.columns.get(key);
    if (known) return known;
    const values = new Int32Array(this.clusters.length);
    const states = this.clusters.map((cluster, index): ScoreState => {
      const score = this.scoreOf(cluster.metadata.name, resourceName);
      const { scores, validUntil } = score?.status ?? {};
      if (validUntil !== null && validUntil !== undefined && this.now.getTime() > Date.parse(validUntil))
        return 'expired';
      const value = scores?.findLast(({ name }) => name === scoreName)?.value;
      if (value === undefined) return 'missing';
      values[index] = value;
      return 'scored';
    });
    const column = { values, states, anyExpired: states.includes('expired') };
    this.columns.set(key, column);
    return column;
  }

  /** The clusters that a Placement has chosen before. */
  chosenBy(placement: Placement): ReadonlySet<string> {
    return new Set(this.decisionsOf(placement).flatMap(chosen));
  }

  /** How many Placements, this one left out, have chosen each cluster; clusters that are gone are counted, too. */
  decisionCounts(placement: Placement): ReadonlyMap<string, number> {
    const own = countDecisions(this.decisionsOf(placement));
    if (own.size === 0) return this.counts;
    const counts = new Map(this.counts);
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
