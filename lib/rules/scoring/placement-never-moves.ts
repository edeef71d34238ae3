import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { outlookOf, scoredPlacements, type ScoredPlacement } from './placement-outlooks';

export const placementNeverMoves: Rule<ScoredPlacement> = {
  code: 'placement-never-moves',
  kinds: ['cluster.open-cluster-management.io/Placement'],
  severity: 'warning',
  summary: 'A Placement by scores can move once it has chosen.',
  why: 'A choice that no score can ever overturn follows the first decision, and the scores that are measured for it serve nothing.',
  fix: 'Lower the weight of Steady or raise those of the engines; choose by labels where nothing is meant to move.',
  turnOff: 'When a strategy is meant to stay where it was first placed.',

  collect: (_, collected) => scoredPlacements(collected),

  *judge(facts, fleet): Iterable<Fault> {
    for (const fact of facts) {
      const outlook = outlookOf(fact, fleet);
      if (outlook === undefined) continue;
      const { verdict, widest, stickiness } = outlook;
      if (verdict !== 'never-moves' && verdict !== 'constant') continue;
      const message =
        verdict === 'constant'
          ? 'got scores that never change; weigh an engine that measures, or choose by labels'
          : `got a rival that is ahead by ${widest} points at most, while Steady holds a choice by ${stickiness}; lower the weight of Steady or raise those of the engines`;
      yield faultOf(fact.located, ['spec', 'prioritizerPolicy'], message);
    }
  },
};
