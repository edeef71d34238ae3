import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { outlookOf, scoredPlacements, type ScoredPlacement } from './placement-outlooks';

export const placementAlwaysTies: Rule<ScoredPlacement> = {
  code: 'placement-always-ties',
  kinds: ['cluster.open-cluster-management.io/Placement'],
  severity: 'warning',
  summary: 'A Placement by scores chooses by them, and not by the names of clusters.',
  why: 'Where every cluster has the same sum, the first name wins, whatever the strategy is meant to pursue.',
  fix: 'Weigh an engine whose scores differ between clusters, or choose by labels.',
  turnOff: 'When a demonstration runs on scores that are fixed.',

  collect: (_, collected) => scoredPlacements(collected),

  *judge(facts, fleet): Iterable<Fault> {
    for (const fact of facts) {
      const outlook = outlookOf(fact, fleet);
      if (outlook === undefined) continue;
      const { verdict, clusters } = outlook;
      if (verdict !== 'always-ties') continue;
      const sum = clusters[0]?.min ?? 0;
      const message = `got scores that sum up to ${sum} on each of ${clusters.length} clusters, so the first name wins; weigh an engine whose scores differ`;
      yield faultOf(fact.located, ['spec', 'prioritizerPolicy'], message);
    }
  },
};
