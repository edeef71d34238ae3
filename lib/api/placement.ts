/**
 * `scorewright/placement`: what Open Cluster Management's scheduler decides, and what would change it. Pure functions over
 * the objects that `kubectl get -o json` prints.
 */
export { decide, schedule, type Decision, type Request } from '../placement/schedule';
export { rank, type Ranked, type Scheduling, type Status } from '../placement/scheduler';
export { Hub, type ClusterSets, type HubState, type ScoreState } from '../placement/hub';
export { withDefaults } from '../placement/defaults';
export { whoMoves, type Move, type Side } from '../placement/moves';
export { outlook, type Expect, type ExpectedScore, type Outlook, type Verdict } from '../placement/outlook';
export { marginOf, type Margin, type Threshold } from '../placement/thresholds';
export { changed, type Change } from '../placement/what-if';
export { replay, type Replay, type Sample } from '../placement/history';
export { historyChart } from '../placement/history-chart';
export { decisionGroups, type DecisionGroup } from '../placement/decision-groups';
export { rolloutWaves, type RolloutStrategy } from '../placement/rollout-waves';
export type {
  AddOnPlacementScore,
  ManagedCluster,
  ManagedClusterSet,
  ManagedClusterSetBinding,
  Placement,
  PlacementDecision,
  Taint,
} from '../placement/objects';
