import { z } from 'zod';
import { refuseTwins } from '../../environment/duplicate-entry';
import type { Names } from '../../environment/names';
import { clusterName, on, placed, type On } from '../../environment/placement';
import { reject } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';
import type { Cluster, Fleet } from '../../model/fleet';
import type { Path } from '../../model/origin';
import type { Engine } from '../../scoring/engine';
import { checkMasks, maskMatchesNothing } from '../../scoring/findings/mask-matches-nothing';
import type { SettingsFault } from '../component';

export const maskChoice = findingKind({
  code: 'mask-choice',
  why: 'A mask is a choice of clusters and a choice of scores. Each has two keys, for one and for several; with both or neither, it is unclear what is meant.',
  fix: 'Write `on` or `cluster`, and `scores` or `score`.',
  messages: {
    neither: 'got neither {several} nor {one}; write {what} in one of the two',
    both: 'got both {several} and {one}; write {what} in one of the two',
  },
});

/** Scores that some clusters are not asked for. */
export interface Mask {
  readonly cluster?: string | undefined;
  readonly on?: On | undefined;
  readonly score?: string | undefined;
  readonly scores?: readonly string[] | undefined;
}

/** One score of one cluster, as the DynamicScoringConfig has it, and which settings say so. */
export interface PlannedMask {
  readonly cluster: string;
  readonly score: string;
  readonly from: { readonly clusters: Path; readonly score: Path };
}

/** The schema of the list `masks`. */
export function masksSchema(names: Names): z.ZodType<Mask[]> {
  const score = z.string().min(1).meta({ description: 'A score name, as the scorer gives it.' });
  const mask = z
    .strictObject({
      cluster: clusterName(names).optional(),
      on: on(names).optional(),
      score: score.optional(),
      scores: z
        .array(score)
        .min(1, { error: 'name at least one score' })
        .superRefine(refuseTwins)
        .optional()
        .meta({ description: 'Several score names, each as its scorer gives it.' }),
    })
    .superRefine((given, context) => {
      const choices = [
        { several: 'on', one: 'cluster', what: 'the clusters' },
        { several: 'scores', one: 'score', what: 'the scores' },
      ] as const;
      for (const { several, one, what } of choices) {
        const count = [several, one].filter((key) => given[key] !== undefined).length;
        if (count === 1) continue;
        reject(context, () => maskChoice.fault(count === 0 ? 'neither' : 'both', { several, one, what }));
      }
    });
  return z.array(mask).superRefine(refuseTwins);
}

/**
 * Every pair of a cluster and a score, once, in the order of the file. What labels or a word choose and where no agent runs
 * needs no mask; a cluster that is named stays, so that a wrong name is seen.
 */
export function planMasks(masks: readonly Mask[], fleet: Fleet, agents: readonly Cluster[]): PlannedMask[] {
  const asking = new Set(agents.map(({ name }) => name));
  const pairs = masks.flatMap((mask, index): PlannedMask[] => {
    const at = (key: keyof Mask, ...rest: Path) => ['masks', index, key, ...rest];
    const clusters = clustersOf(mask, fleet, asking).map((cluster) => ({
      cluster,
      clusters: at(mask.cluster === undefined ? 'on' : 'cluster'),
    }));
    const scores = [
      ...(mask.score === undefined ? [] : [{ score: mask.score, from: at('score') }]),
      ...(mask.scores ?? []).map((score, which) => ({ score, from: at('scores', which) })),
    ];
    return clusters.flatMap(({ cluster, clusters: from }) =>
      scores.map(({ score, from: scoreFrom }) => ({ cluster, score, from: { clusters: from, score: scoreFrom } })),
    );
  });
  return withoutTwins(pairs, ({ cluster, score }) => `${cluster} ${score}`);
}

/** Masks that mask nothing: of a cluster without an agent, or of a score that no engine has. */
export function maskProblems(
  masks: readonly Mask[],
  planned: readonly PlannedMask[],
  engines: readonly Engine[],
  agents: readonly Cluster[],
  fleet: Fleet,
): SettingsFault[] {
  const pairs = planned.map(({ cluster, score }) => ({ clusterName: cluster, scoreName: score }));
  const names = agents.map(({ name }) => name);
  const unmatched = checkMasks(pairs, engines, names).flatMap(({ path: [at = 0, field], ...rest }): SettingsFault[] => {
    const from = planned[Number(at)]?.from;
    return from === undefined ? [] : [{ ...rest, settings: field === 'clusterName' ? from.clusters : from.score }];
  });
  const asking = new Set(names);
  const empty = masks.flatMap(({ cluster, on: where }, index): SettingsFault[] => {
    if (cluster !== undefined || where === undefined || isNamed(where)) return [];
    if (placed(where, fleet).some(({ name }) => asking.has(name))) return [];
    return [maskMatchesNothing.fault('noAgent', {}, { settings: ['masks', index, 'on'] })];
  });
  return withoutTwins([...unmatched, ...empty], ({ settings, message }) => JSON.stringify([settings, message]));
}

function clustersOf({ cluster, on: where }: Mask, fleet: Fleet, asking: ReadonlySet<string>): readonly string[] {
  if (cluster !== undefined) return [cluster];
  if (where === undefined) return [];
  const names = placed(where, fleet).map(({ name }) => name);
  return isNamed(where) ? names : names.filter((name) => asking.has(name));
}

/** Whether a placement names its clusters, and does not choose them by role or labels. */
function isNamed(where: On): boolean {
  return Array.isArray(where) || (typeof where === 'string' && !['all', 'hub', 'managed'].includes(where));
}

function withoutTwins<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}
