import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { outlookOf, scoredPlacements, steadyIn, type ScoredPlacement } from './placement-outlooks';

const finding = findingKind({
  code: 'placement-never-moves',
  severity: 'warning',
  why: 'A choice that no score can ever overturn follows the first decision, and the scores that are measured for it have no effect.',
  fix: 'Lower the weight of Steady or raise those of the engines; choose by labels where nothing is meant to move.',
  messages: {
    constant: 'got scores that never change; weigh an engine that measures, or choose by labels',
    held: 'got a rival that is ahead by {got} points at most, while Steady holds a choice by {stickiness}; lower the weight of Steady or raise those of the engines',
  },
});

export const placementNeverMoves: Rule<ScoredPlacement> = {
  ...finding,
  kinds: ['cluster.open-cluster-management.io/Placement'],
  summary: 'A Placement by scores can move once it has chosen.',
  turnOff: 'When a strategy is meant to stay where it was first placed.',

  collect: (_, collected) => scoredPlacements(collected),

  *judge(facts, fleet): Iterable<Fault> {
    for (const fact of facts) {
      const outlook = outlookOf(fact, fleet);
      if (outlook === undefined) continue;
      const { verdict, widest, stickiness } = outlook;
      if (verdict !== 'never-moves' && verdict !== 'constant') continue;
      yield verdict === 'constant'
        ? finding.fault('constant', {}, fieldOf(fact.located, ['spec', 'prioritizerPolicy']))
        : finding.fault('held', { got: widest, stickiness }, fieldOf(fact.located, steadyIn(fact)));
    }
  },
};
