import { allocatableScores, type ResourceName } from './allocatable-score';
import { balanceScores } from './balance-score';
import type { Hub } from './hub';
import { isLabelValue } from '../model/label-name';
import type { Placement, ScoreCoordinate } from './objects';

/** One term of the sum by which clusters are ordered. */
export interface Term {
  /** `Steady`, or `AddOn/<resourceName>/<scoreName>`. */
  readonly name: string;
  readonly weight: number;
  readonly coordinate: ScoreCoordinate;
  /** By the feasible clusters; NaN where the prioritizer has no word on a cluster. */
  readonly scores: Float64Array;
  /** Only for AddOn scores: where each comes from, as an index into `scoreStates`, by the position in `hub.clusters`. */
  readonly states?: Uint8Array;
}

/** A coordinate that counts. */
export interface Weighted {
  readonly coordinate: ScoreCoordinate;
  readonly weight: number;
}

const builtIns = ['Balance', 'Steady', 'ResourceAllocatableCPU', 'ResourceAllocatableMemory'];
const resources: Readonly<Record<string, ResourceName>> = {
  ResourceAllocatableCPU: 'cpu',
  ResourceAllocatableMemory: 'memory',
};

/**
 * The coordinates that a Placement weighs, those of weight 0 left out. `Additive` begins with Balance and Steady at 1.
 *
 * @returns the reason in words where the scheduler refuses the policy
 */
export function weighted({ spec: { prioritizerPolicy } }: Placement): readonly Weighted[] | string {
  const mode = prioritizerPolicy?.mode ?? '';
  if (!['', 'Additive', 'Exact'].includes(mode)) return `got mode ${mode}; the modes are Additive and Exact`;
  const weights = new Map<string | object, Weighted>();
  if (mode !== 'Exact')
    for (const builtIn of ['Balance', 'Steady']) {
      const coordinate = { type: 'BuiltIn', builtIn };
      weights.set(keyOf(coordinate), { coordinate, weight: 1 });
    }
  for (const { scoreCoordinate, weight } of prioritizerPolicy?.configurations ?? []) {
    if (scoreCoordinate === null || scoreCoordinate === undefined)
      return 'got a prioritizer without scoreCoordinate; name what it weighs';
    weights.set(keyOf(scoreCoordinate), { coordinate: scoreCoordinate, weight: weight ?? 0 });
  }
  const counting = [...weights.values()].filter(({ weight }) => weight !== 0);
  return counting.map(({ coordinate }) => coordinateFault(coordinate)).find((fault) => fault !== undefined) ?? counting;
}

/** A later entry replaces an earlier one of the same built-in; entries with `addOn` are never the same, and all count. */
function keyOf(coordinate: ScoreCoordinate): string | object {
  const { type, builtIn, addOn } = coordinate;
  return addOn === null || addOn === undefined ? JSON.stringify([type ?? '', builtIn ?? '']) : coordinate;
}

function coordinateFault({ type, builtIn, addOn }: ScoreCoordinate): string | undefined {
  if (type !== 'BuiltIn') return addOn ? undefined : `got type ${type ?? '(none)'} without addOn; name the score`;
  if (builtIns.includes(builtIn ?? '')) return undefined;
  return `got ${builtIn ?? 'no builtIn'}; the built-in prioritizers are ${builtIns.join(', ')}`;
}

/**
 * What one prioritizer gives the feasible clusters.
 *
 * @param feasible positions in `hub.clusters`
 * @returns the reason in words where it fails
 */
export function termOf(
  { coordinate, weight }: Weighted,
  placement: Placement,
  hub: Hub,
  feasible: readonly number[],
): Term | string {
  const { type, builtIn, addOn } = coordinate;
  if (type !== 'BuiltIn' && addOn) {
    const { resourceName, scoreName } = addOn;
    const { values, states } = hub.scoreColumn(resourceName, scoreName);
    const scores = new Float64Array(feasible.length);
    for (let at = 0; at < scores.length; at++) scores[at] = values[feasible[at] ?? 0] ?? 0;
    return { name: `AddOn/${resourceName}/${scoreName}`, weight, coordinate, scores, states };
  }
  const name = builtIn ?? '';
  const clusters = feasible.map((index) => hub.clusters[index]).filter((cluster) => cluster !== undefined);
  const resource = resources[name];
  if (resource !== undefined) return { name, weight, coordinate, scores: allocatableScores(resource, clusters) };
  if (name === 'Balance') {
    const scores = balanceScores(clusters, hub.decisionCounts(placement));
    return { name, weight, coordinate, scores };
  }
  if (!isLabelValue(placement.metadata.name))
    return `got the name ${placement.metadata.name}, by which Steady finds no decisions; at most 63 characters fit a label`;
  const chosen = hub.chosenBy(placement);
  const scores = new Float64Array(clusters.length);
  clusters.forEach(({ metadata }, at) => {
    scores[at] = chosen.has(metadata.name) ? 100 : 0;
  });
  return { name, weight, coordinate, scores };
}
