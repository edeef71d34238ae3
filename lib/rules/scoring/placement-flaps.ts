import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { outlookOf, scoredPlacements, type ScoredPlacement } from './placement-outlooks';

export const placementFlaps: Rule<ScoredPlacement> = {
  code: 'placement-flaps',
  kinds: ['cluster.open-cluster-management.io/Placement'],
  severity: 'warning',
  summary: 'A Placement does not move for what its engines declare as noise.',
  why: 'Where noise alone overturns a choice, the workload moves back and forth between clusters that are equally good.',
  fix: 'Give Steady the weight that the message names, or weigh an engine with less noise.',
  turnOff: 'When moving costs nothing.',

  collect: (_, collected) => scoredPlacements(collected),

  *judge(facts, fleet): Iterable<Fault> {
    for (const fact of facts) {
      const outlook = outlookOf(fact, fleet);
      if (outlook === undefined) continue;
      const { verdict, noise, stickiness } = outlook;
      if (verdict !== 'can-move' || noise <= stickiness) continue;
      const message = `got ${noise} points of noise between two equal clusters, while Steady holds a choice by ${stickiness}; give Steady the weight ${Math.ceil(noise / 100)}`;
      yield faultOf(fact.located, ['spec', 'prioritizerPolicy'], message);
    }
  },
};
