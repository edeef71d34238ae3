import { hint } from '../../model/words';
import { findingKind } from '../../model/finding-kind';
import type { Mask } from '../controller';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';

export const maskMatchesNothing = findingKind({
  code: 'mask-matches-nothing',
  why: 'A mask is compared letter by letter with cluster and score name; one with a typing error masks nothing.',
  fix: 'Write the score name as the engine has it, not as the agent cleans it.',
  messages: {
    unmatched: 'got "{got}", which masks nothing; {hint}',
    noAgent: 'got only clusters without an agent; choose others, or remove the mask',
  },
});

/** Each mask that no managed cluster or no engine answers to; paths begin with the mask's index. */
export function checkMasks(
  masks: readonly Mask[],
  engines: readonly Engine[],
  clusters: readonly string[],
): readonly EngineFault[] {
  const knownScores = new Set(engines.map(({ scoring }) => scoring.name));
  const knownClusters = new Set(clusters);
  const unmatched = (at: number, field: keyof Mask, got: string, known: ReadonlySet<string>): EngineFault[] =>
    known.has(got)
      ? []
      : [maskMatchesNothing.fault('unmatched', { got, ...hint(got, [...known]) }, { path: [at, field] })];
  return masks.flatMap(({ clusterName, scoreName }, at) => [
    ...unmatched(at, 'clusterName', clusterName, knownClusters),
    ...unmatched(at, 'scoreName', scoreName, knownScores),
  ]);
}
