import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { outlookOf, scoredPlacements, steadyIn, type ScoredPlacement } from './placement-outlooks';

const finding = findingKind({
  code: 'placement-flaps',
  severity: 'warning',
  why: 'Where noise alone overturns a choice, the workload moves back and forth between clusters that are equally good.',
  fix: 'Give Steady the weight that the message names, or weigh an engine with less noise.',
  messages: {
    noise:
      'got {got} points of noise between two equal clusters, while Steady holds a choice by {stickiness}; give Steady the weight {expected}',
  },
});

export const placementFlaps: Rule<ScoredPlacement> = {
  ...finding,
  kinds: ['cluster.open-cluster-management.io/Placement'],
  summary: 'A Placement does not move for what its engines declare as noise.',
  turnOff: 'When moving costs nothing.',

  collect: (_, collected) => scoredPlacements(collected),

  *judge(facts, fleet): Iterable<Fault> {
    for (const fact of facts) {
      const outlook = outlookOf(fact, fleet);
      if (outlook === undefined) continue;
      const { verdict, noise, stickiness } = outlook;
      if (verdict !== 'can-move' || noise <= stickiness) continue;
      yield finding.fault(
        'noise',
        { got: noise, stickiness, expected: Math.ceil(noise / 100) },
        fieldOf(fact.located, steadyIn(fact)),
      );
    }
  },
};
