import { compare, type Finding } from '../../model/finding';

const most = 3;

/** The last line of a failed run: the command that explains what was found. */
export function explainLine(findings: readonly Finding[]): string[] {
  // Rules of plug-ins have a "/" in their codes, and explain themselves.
  const codes = [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code))]
    .filter((code) => !code.includes('/'))
    .sort(compare);
  if (codes.length === 0) return [];
  return [
    `why, and how to fix it: scorewright explain ${codes.slice(0, most).join(' ')}${codes.length > most ? ' …' : ''}`,
  ];
}
