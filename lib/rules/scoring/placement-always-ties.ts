import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { outlookOf, scoredPlacements, type ScoredPlacement } from './placement-outlooks';

const finding = findingKind({
  code: 'placement-always-ties',
  severity: 'warning',
  why: 'Where every cluster has the same sum, the first name wins, whatever the strategy is meant to pursue.',
  fix: 'Weigh an engine whose scores differ between clusters, or choose by labels.',
  messages: {
    ties: 'got scores that sum up to {got} on each of {clusters} clusters, so the first name wins; weigh an engine whose scores differ',
  },
});

export const placementAlwaysTies: Rule<ScoredPlacement> = {
  ...finding,
  kinds: ['cluster.open-cluster-management.io/Placement'],
  summary: 'A Placement by scores chooses by them, and not by the names of clusters.',
  turnOff: 'When a demonstration runs on scores that are fixed.',

  collect: (_, collected) => scoredPlacements(collected),

  *judge(facts, fleet): Iterable<Fault> {
    for (const fact of facts) {
      const outlook = outlookOf(fact, fleet);
      if (outlook === undefined) continue;
      const { verdict, clusters } = outlook;
      if (verdict !== 'always-ties') continue;
      const sum = clusters[0]?.min ?? 0;
      yield finding.fault(
        'ties',
        { got: sum, clusters: clusters.length },
        fieldOf(fact.located, ['spec', 'prioritizerPolicy']),
      );
    }
  },
};
