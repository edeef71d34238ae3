import type { BudgetEntry } from '../../synth/budget';
import { grouped } from './table';

/** What mends it, by the limit; `docs/scale.md` says more of each. */
const advice: Readonly<Record<BudgetEntry['limit'], string>> = {
  'manifest-work-size': 'above it synth parts the work, and what moves is made anew',
  'application-size': 'put fewer objects into one unit, or fewer clusters into one environment',
  applications: 'raise the message size of the API server and shard the controller, or carry units by replica set',
  'app-project-size': 'part the environment',
  'pull-request-files': 'GitHub shows no more of one diff: render one environment at a time with --env',
  'pull-request-lines': 'GitHub shows no more of one diff: render one environment at a time with --env',
};

/** The limits that are more than half used, as rows of a table: what, how much, and what to do. */
export function budgetRows(entries: readonly BudgetEntry[]): string[][] {
  return entries
    .filter(({ value, max }) => value * 2 > max)
    .map(({ limit, name, value, max, unit }) => {
      const show = unit === 'bytes' ? bytes : grouped;
      const percent = Math.floor((value / max) * 100);
      const above = value > max ? ', above' : '';
      return [
        name,
        `${show(value)} of ${show(max)}`,
        `${percent} %${above}`,
        `${advice[limit]}: docs/scale.md#limits-budget`,
      ];
    });
}

function bytes(value: number): string {
  const kib = value / 1024;
  return kib < 1024 ? `${Math.ceil(kib)} KiB` : `${(Math.ceil((kib / 1024) * 10) / 10).toFixed(1)} MiB`;
}
