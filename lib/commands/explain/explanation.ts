import type { Rule } from '../../rules/engine/rule';
import type { KindText } from '../docs/finding-kinds';
import { exampleOf } from './rule-examples';

/** What there is to say of a code: of a rule more than of a finding that is none. */
export type Explained = KindText & Partial<Pick<Rule, 'summary' | 'appliesTo' | 'turnOff'>>;

/** A code as a terminal shows it: why, fix, and for a rule when to turn it off and an example. */
export function explanation(kind: Explained): string {
  const { code, severity, appliesTo, why, fix, turnOff } = kind;
  const where = appliesTo === undefined ? '' : ', for what Argo CD syncs';
  return [
    `${code} (${severity}${where})`,
    `  why       ${why}`,
    `  fix       ${fix}`,
    ...(turnOff === undefined ? [] : [`  turn off  ${turnOff}`]),
    ...(isRule(kind) ? ['', indented(exampleOf(code))] : []),
    '',
  ].join('\n');
}

/** Rules alone have a summary: the tables of `docs/rules/` show it. */
export function isRule(kind: Explained): boolean {
  return kind.summary !== undefined;
}

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '  ');
}
