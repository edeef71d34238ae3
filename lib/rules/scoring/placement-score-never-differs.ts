import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { outlookOf, scoredPlacements, type ScoredPlacement } from './placement-outlooks';

const finding = findingKind({
  code: 'placement-score-never-differs',
  severity: 'warning',
  why: 'A score that is the same on every cluster decides nothing: the strategy pursues less than it says.',
  fix: 'Leave the score out, or weigh an engine that tells clusters apart.',
  messages: {
    same: 'got {got}, which is {score} on each of {clusters} clusters; remove it, or weigh an engine that tells clusters apart',
  },
});

export const placementScoreNeverDiffers: Rule<ScoredPlacement> = {
  ...finding,
  kinds: ['cluster.open-cluster-management.io/Placement'],
  summary: 'Each score that a Placement weighs can differ between the clusters that it chooses from.',
  turnOff: 'When the engine is about to be replaced by one that measures.',

  collect: (_, collected) => scoredPlacements(collected),

  *judge(facts, fleet): Iterable<Fault> {
    for (const fact of facts) {
      const outlook = outlookOf(fact, fleet);
      if (outlook === undefined) continue;
      const { verdict, clusters } = outlook;
      if (verdict !== 'can-move' && verdict !== 'never-moves') continue;
      const { configurations } = fact.placement.spec.prioritizerPolicy ?? {};
      for (const [index, { scoreCoordinate }] of (configurations ?? []).entries()) {
        const { addOn } = scoreCoordinate ?? {};
        if (!addOn) continue;
        const { resourceName, scoreName } = addOn;
        const scores = clusters.map(({ cluster }) => fleet.input.expectedScore?.(resourceName, scoreName, cluster));
        const [first] = scores;
        if (first === undefined || scores.some((each) => each?.min !== first.min || each.max !== first.min)) continue;
        yield finding.fault(
          'same',
          { got: `${resourceName}/${scoreName}`, score: first.min, clusters: clusters.length },
          fieldOf(fact.located, ['spec', 'prioritizerPolicy', 'configurations', index]),
        );
      }
    }
  },
};
