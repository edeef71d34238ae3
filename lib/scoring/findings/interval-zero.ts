import { findingKind } from '../../model/finding-kind';
import { seconds } from '../../model/duration';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';

export const intervalZero = findingKind({
  code: 'interval-zero',
  why: 'The controller takes an interval of 0 for a missing one and leaves the engine out.',
  fix: 'Write how often scores are wanted, such as "30s".',
  messages: {
    zero: 'got "{got}"; an interval is longer than zero, such as "30s"',
  },
});

export function checkInterval(engine: Pick<Engine, 'id' | 'scoring'>): readonly EngineFault[] {
  const { interval } = engine.scoring;
  if (seconds(interval) > 0) return [];
  return [intervalZero.fault('zero', { got: interval }, { engine: engine.id, path: ['scoring', 'interval'] })];
}
