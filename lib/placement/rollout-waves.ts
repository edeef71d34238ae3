import { compare } from '../model/finding';
import type { DecisionGroup } from './decision-groups';

/** `rolloutStrategy` of a ManifestWorkReplicaSet's placementRef, as far as it decides the order. */
export interface RolloutStrategy {
  readonly type?: 'All' | 'Progressive' | 'ProgressivePerGroup' | undefined;
  readonly progressive?: (MandatoryGroups & { readonly maxConcurrency?: number | string | undefined }) | undefined;
  readonly progressivePerGroup?: MandatoryGroups | undefined;
}

interface MandatoryGroups {
  readonly mandatoryDecisionGroups?:
    readonly { readonly groupName?: string | undefined; readonly groupIndex?: number | undefined }[] | undefined;
}

/**
 * The waves in which a ManifestWorkReplicaSet brings a change to its clusters where every cluster succeeds: mandatory groups
 * one by one, then all at once, a few at a time by name, or group by group.
 */
export function rolloutWaves(
  { type = 'All', progressive, progressivePerGroup }: RolloutStrategy,
  groups: readonly DecisionGroup[],
): readonly (readonly string[])[] {
  if (type === 'All') return nonEmpty([groups.flatMap(({ clusters }) => clusters).sort(compare)]);
  const { mandatoryDecisionGroups = [] } = (type === 'Progressive' ? progressive : progressivePerGroup) ?? {};
  const isMandatory = ({ name }: DecisionGroup, index: number) =>
    mandatoryDecisionGroups.some(({ groupName = '', groupIndex = 0 }) =>
      groupName === '' ? groupIndex === index : groupName === name,
    );
  const first = groups.filter(isMandatory).map(({ clusters }) => clusters);
  const rest = groups.filter((group, index) => !isMandatory(group, index)).map(({ clusters }) => clusters);
  if (type === 'ProgressivePerGroup') return nonEmpty([...first, ...rest]);
  const remaining = rest.flat().sort(compare);
  const size = concurrency(progressive?.maxConcurrency ?? 0, remaining.length);
  const starts = Array.from({ length: Math.ceil(remaining.length / Math.max(1, size)) }, (_, at) => at * size);
  return nonEmpty([...first, ...starts.map((start) => remaining.slice(start, start + size))]);
}

/** All of them where the number is none or too many. A cluster counts until it has succeeded, so this is one wave. */
function concurrency(value: number | string, total: number): number {
  const size = typeof value === 'number' ? value : Math.ceil((Number(value.replace('%', '')) / 100) * total);
  return size > 0 && size <= total ? size : total;
}

function nonEmpty(waves: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return waves.filter((wave) => wave.length > 0);
}
