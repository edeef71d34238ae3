import { table } from '../lib/commands/report/table';
import type { Breakdown, Target } from './target';

/** The targets as a table, and below it where the time went. */
export function report(targets: readonly Target[], breakdowns: readonly Breakdown[]): string {
  const rows = targets.map(({ what, target, measured, met }) => [what, target, measured, verdict(met)]);
  return [...table([['what', 'target', 'measured', ''], ...rows], ''), '', ...breakdowns.flatMap(lines)].join('\n');
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return 'not measured';
  return met ? 'met' : 'MISSED';
}

function lines({ clusters, manifests, files, bytes, checksum, steps }: Breakdown): string[] {
  const total = Object.values(steps).reduce((sum, seconds) => sum + seconds, 0);
  const rows = Object.entries(steps).map(([step, seconds]) => [
    step,
    `${seconds.toFixed(2)} s`,
    `${((100 * seconds) / total).toFixed(0)} %`,
  ]);
  return [
    `${clusters} clusters: ${manifests} manifests, ${files} files, ${(bytes / 2 ** 20).toFixed(1)} MiB, sha256 ${checksum.slice(0, 12)}…`,
    ...table([...rows, ['all', `${total.toFixed(2)} s`, '']], '  '),
    '',
  ];
}
