import { join } from 'node:path';
import type { Finding } from '../../model/finding';
import { differences, isClean, type Outcome } from '../../synth/run';
import type { Folders } from '../../synth/folders';
import type { EnvironmentReport } from '../../synth/synth';
import { budgetRows } from './budget-rows';
import { explainLine } from './explain-line';
import { printFindings } from './findings';
import { fleetTable } from './fleet-table';
import { needRows } from './needs-rows';
import { nextStep } from './next-step';
import { count } from '../../model/words';
import { table } from './table';
import { terminalOf } from './terminal';

/**
 * What a person reads: the fleet and what was done on stdout; on stderr findings, and what is not current.
 *
 * @param milliseconds how long the run took, where that is to be said
 */
export function printReport(outcome: Outcome, milliseconds?: number): void {
  const { environments, findings } = outcome;
  const all = [...findings, ...environments.flatMap((report) => report.findings)];
  printFindings(all);
  if (isClean(outcome)) {
    const fleets = environments.flatMap((report) => environmentLines(report, outcome.folders));
    process.stdout.write(`${[...fleets, ...closing(outcome, milliseconds)].join('\n')}\n`);
  } else {
    for (const line of [...refusal(outcome), ...explainLine(all)]) process.stderr.write(`${line}\n`);
  }
}

function environmentLines(report: EnvironmentReport, { out }: Folders): string[] {
  const { name, expansion, needs, suppressed } = report;
  const { columns } = terminalOf(process.stdout);
  if (expansion === undefined) return [];
  const rows = needRows(needs);
  const budget = budgetRows(report.budget);
  return [
    name,
    ...fleetTable(expansion, columns),
    ...(needs.length === 0 ? [] : ['', '  needs, before Argo CD can sync:']),
    ...table(rows, '    ', columns),
    ...(rows.length === needs.length ? [] : [`    each by its name: ${join(out, name, 'files', 'needs.md')}`]),
    ...(suppressed.length === 0 ? [] : ['', '  rules that this environment suppresses:']),
    ...table(
      suppressed.map(({ code, severity, count: times, reason }) => [code, severity, `${times}×`, reason]),
      '    ',
      columns,
    ),
    ...(budget.length === 0 ? [] : ['', '  limits that are more than half used:']),
    ...table(budget, '    ', columns),
    '',
  ];
}

function closing(outcome: Outcome, milliseconds: number | undefined): string[] {
  const objects = outcome.environments.reduce((sum, report) => sum + report.checked, 0);
  const warnings = outcome.environments.flatMap(({ findings }) => findings).length;
  const found = warnings === 0 ? 'nothing found' : count(warnings, 'warning');
  const time = milliseconds === undefined ? '' : ` (${(milliseconds / 1000).toFixed(1)} s)`;
  return [
    `checked ${count(objects, 'manifest')} against their schemas and all rules: ${found}${time}`,
    ...written(outcome),
    ...table(budgetRows(outcome.budget ?? []), '  ', terminalOf(process.stdout).columns),
    ...nextStep(outcome),
  ];
}

function written({ published }: Outcome): string[] {
  if (published === undefined) return ['nothing written: every file is current'];
  const { written: changed, removed, unchanged } = published;
  if (changed + removed === 0) return [`nothing written: all ${count(unchanged, 'file')} are current`];
  return [`wrote ${count(changed, 'file')}, removed ${removed}, left ${unchanged} as they were`];
}

function refusal({ environments, changes, findings, halfWritten = false }: Outcome): string[] {
  if (halfWritten) return ['the output may be partly old and partly new; the next run completes it'];
  const clean = environments.filter((report) => !report.findings.some(isError)).map(({ name }) => name);
  const refused = findings.some(isError) || clean.length < environments.length;
  if (refused) return ['nothing was written', ...(clean.length === 0 ? [] : [`clean: ${clean.join(', ')}`])];
  if (changes === undefined) return [];
  const { missing, stale, foreign } = changes;
  return [
    ...missing.map((file) => `missing: ${file}`),
    ...stale.map((file) => `stale: ${file}`),
    ...foreign.map((file) => `foreign: ${file}`),
    `${count(differences(changes).length, 'file')} not current; run synth and commit what it writes`,
  ];
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
