import { median } from '../run';
import type { WatchedRun } from '../synth-run';

/** The median of each step in seconds, and which part of a run its rules take. */
export function medianSteps(runs: readonly WatchedRun[]): { steps: Record<string, number>; rules: number } {
  const names = Object.keys(runs[0]?.steps ?? {}) as (keyof WatchedRun['steps'])[];
  const steps = Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run.steps[name]))]));
  return { steps, rules: median(runs.map((run) => run.steps.rules / run.total)) };
}
