import { findingKind } from '../../model/finding-kind';
import { seconds } from '../../model/duration';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';

export const sourceWindow = findingKind({
  code: 'source-window',
  why: 'The controller leaves out an engine with a range or step of 0; Prometheus rejects more than 11,000 points a series.',
  fix: 'Write a range and a step such as "1h" and "1m"; lengthen the step for a longer range.',
  messages: {
    zero: 'got "{got}"; it must be longer than zero',
    rendered: 'got {got}, which makes {points} points of {range} seconds; take at least {expected}',
    points: 'got "{got}", which makes {points} points of "{range}"; take at least "{expected}"',
  },
});

const maximumPoints = 11_000;

/** The shortest step at which a range, both in seconds, has no more points than Prometheus returns. */
export function leastStep(range: number): number {
  return Math.ceil(range / maximumPoints);
}

/** How many points a query asks for where they are too many. */
export function tooManyPoints(range: number, step: number): number | undefined {
  const points = Math.floor(range / step);
  return Number.isFinite(points) && points > maximumPoints ? points : undefined;
}

export function checkWindow(engine: Pick<Engine, 'id' | 'source'>): readonly EngineFault[] {
  if (engine.source.type === 'None') return [];
  const { range, step } = engine.source;
  const at = (field: 'range' | 'step') => ({ engine: engine.id, path: ['source', field] });
  const zero = (['range', 'step'] as const).filter((field) => seconds(field === 'range' ? range : step) === 0);
  if (zero.length > 0)
    return zero.map((field) => sourceWindow.fault('zero', { got: field === 'range' ? range : step }, at(field)));
  const points = tooManyPoints(seconds(range), seconds(step));
  if (points === undefined) return [];
  const expected = `${leastStep(seconds(range))}s`;
  return [sourceWindow.fault('points', { got: step, points, range, expected }, at('step'))];
}
