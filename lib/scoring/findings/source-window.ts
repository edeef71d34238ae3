import { findingKind } from '../../model/finding-kind';
import { seconds } from '../../environment/values/duration-syntax';
import type { Engine } from '../engine';
import type { Problem } from '../problem';

export const sourceWindow = findingKind({
  code: 'source-window',
  why: 'The controller leaves out an engine with a range or step of 0; Prometheus refuses more than 11,000 points a series.',
  fix: 'Write a range and a step such as "1h" and "1m"; lengthen the step for a longer range.',
  messages: {},
});

const maximumPoints = 11_000;

export function checkWindow(engine: Pick<Engine, 'id' | 'source'>): readonly Problem[] {
  if (engine.source.type === 'None') return [];
  const { range, step } = engine.source;
  const problem = (field: 'range' | 'step', message: string): Problem => ({
    code: sourceWindow.code,
    severity: 'error',
    engine: engine.id,
    path: ['source', field],
    message,
  });
  const zero = (['range', 'step'] as const)
    .filter((field) => seconds(field === 'range' ? range : step) === 0)
    .map((field) => problem(field, `got "${field === 'range' ? range : step}"; it must be longer than zero`));
  if (zero.length > 0) return zero;
  const points = Math.floor(seconds(range) / seconds(step));
  if (points <= maximumPoints) return [];
  const least = `${Math.ceil(seconds(range) / maximumPoints)}s`;
  return [problem('step', `got "${step}", which makes ${points} points of "${range}"; take at least "${least}"`)];
}
