import { createHash } from 'node:crypto';
import { compare } from '../../model/compare';
import { sharedFindings, type Finding } from '../../model/finding';
import type { Review } from '../review';

/** GitHub shows this many of each severity for a step, and drops the others without a word. */
const shownByGitHub = 10;

/** A message at a line of the pull request. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  /** Absent for a remark that no file of a person causes. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The findings of a review, its changes that need consent at the lines that cause them, and stale files. Errors first. */
export function remarksOf({ environments, runs, notCurrent }: Review): Remark[] {
  const findings = [...runs.values()].flatMap((run) => remarksOfFindings(run.findings));
  const stops = environments.flatMap(({ plan: { brakes, changes } }) =>
    brakes
      .filter(({ consent }) => consent === undefined)
      .map(({ what, why, clusters }): Remark => {
        const cause = changes.find(
          ({ line, key }) => line !== undefined && clusters.some((name) => key.startsWith(`${name} `)),
        );
        return { severity: 'error', code: 'needs-consent', message: `${what}: ${why}`, ...placeIn(cause?.line) };
      }),
  );
  const stale = notCurrent.slice(0, 1).map((file): Remark => ({
    severity: 'error',
    code: 'not-current',
    message: `${notCurrent.length} ${notCurrent.length === 1 ? 'file is' : 'files are'} not what the environments render to; run scorewright synth`,
    file,
    line: 1,
  }));
  return [...findings, ...stops, ...stale].sort((a, b) => compare(a.severity, b.severity));
}

/** Findings as remarks; a finding of several clusters is one remark. */
export function remarksOfFindings(findings: readonly Finding[]): Remark[] {
  return sharedFindings(findings).map(({ finding: { severity, code, message, path, position }, clusters }) => {
    const on = clusters.size > 1 ? ` (on ${clusters.size} clusters)` : '';
    return { severity, code, message: `${path === '' ? '' : `${path}: `}${message}${on}`, ...position };
  });
}

function placeIn(line: string | undefined): Partial<Remark> {
  const [, file, row, column] = /^(.*):(\d+):(\d+)$/.exec(line ?? '') ?? [];
  return file === undefined ? {} : { file, line: Number(row), column: Number(column) };
}

/** Commands that GitHub Actions reads from what a step prints. */
export function gitHubAnnotations(remarks: readonly Remark[]): string[] {
  const lines = (['error', 'warning'] as const).flatMap((severity) => {
    const own = remarks.filter((remark) => remark.severity === severity);
    return own.slice(0, shownByGitHub).map(gitHubLine);
  });
  const left = remarks.length - lines.length;
  return left === 0
    ? lines
    : [...lines, `::notice::${left} more: GitHub shows ten of a kind; the log of the step has all`];
}

function gitHubLine({ severity, code, message, file, line, column }: Remark): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${property(code)}`,
  ];
  return `::${severity} ${properties.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A report of code quality as GitLab shows it beside the changes of a merge request. */
export function gitLabReport(remarks: readonly Remark[]): object[] {
  const seen = new Map<string, number>();
  return remarks.map(({ severity, code, message, file = '.', line = 1 }) => {
    const text = [code, file, message].join('\n');
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    return {
      description: message,
      check_name: code,
      // The same from run to run, whatever line it moves to.
      fingerprint: createHash('sha256').update(`${text}\n${times}`).digest('hex'),
      severity: severity === 'error' ? 'critical' : 'minor',
      location: { path: file, lines: { begin: line } },
    };
  });
}
