import type { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import type { Code } from '../model/codes';
import type { Fault } from '../model/finding';
import { shorten, show, Written } from '../model/words';
import { raiseOf } from './rejection';
import { suggestion } from './suggestion';

export const missingKey = findingKind({
  code: 'missing-key',
  why: 'The value cannot be derived and has no sensible default.',
  fix: 'Add the key; your editor completes it from environments/schema.json.',
  messages: {
    valuesMissing: 'got another query and no values; say what its scores lie between: values: { min: 0, max: 100 }',
    required: 'got nothing; {key} is required: {description}',
  },
});

export const wrongType = findingKind({
  code: 'wrong-type',
  why: 'The value has another type than the setting.',
  fix: 'Write the type that the message names; quote what should be text.',
  messages: {},
});

export const unknownValue = findingKind({
  code: 'unknown-value',
  why: 'The setting takes one of a few words.',
  fix: 'Use one of the words that the message names.',
  messages: {},
});

export const valueRange = findingKind({
  code: 'value-range',
  why: 'The number, text or list is outside of what the setting can mean.',
  fix: 'Choose a value inside the bounds that the message names.',
  messages: {},
});

/** One thing that zod refuses. */
export type Issue = z.core.$ZodIssue;

/** The fault of one issue about `value`, which the file may write in another way than JavaScript does. */
export function explain(issue: Issue, value: unknown, written?: string): Fault {
  const raise = issue.code === 'custom' ? raiseOf(issue) : undefined;
  const isText = typeof value === 'string' || written === undefined;
  if (raise !== undefined) return raise(isText ? value : new Written(value, written || 'nothing'));
  return { severity: 'error', ...statement(issue, value, written) };
}

function statement(issue: Issue, value: unknown, written?: string): { code: Code; message: string } {
  const shown = typeof value === 'string' || written === undefined ? show(value) : shorten(written) || 'nothing';
  const got = (message: string) => (message.startsWith('got ') ? message : `got ${shown}; ${message}`);
  switch (issue.code) {
    case 'custom':
      return { code: customCode(issue), message: got(issue.message) };
    case 'invalid_type':
      return value === undefined
        ? { code: missingKey.code, message: got(`this key is required (${typeName(issue.expected)})`) }
        : {
            code: wrongType.code,
            message: got(`expected ${typeName(issue.expected)}${quotes(issue.expected, value, shown)}`),
          };
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (value === undefined)
        return { code: missingKey.code, message: got(`this key is required (${values.join(', ')})`) };
      const fix = typeof value === 'string' ? suggestion(value, values, 'one of') : `one of: ${values.join(', ')}`;
      return { code: unknownValue.code, message: got(fix) };
    }
    case 'invalid_union':
      if ('options' in issue) return { code: wordCode(value), message: got(oneOf(issue.options ?? [], value)) };
      return value === undefined
        ? { code: missingKey.code, message: got('this key is required') }
        : { code: wrongType.code, message: got(unionHint(issue)) };
    case 'too_small':
      return { code: valueRange.code, message: got(bound(issue, 'at least', issue.minimum)) };
    case 'too_big':
      return { code: valueRange.code, message: got(bound(issue, 'at most', issue.maximum)) };
    default:
      return { code: valueRange.code, message: got(lowerFirst(issue.message)) };
  }
}

/** Numbers and text are told apart by their quotes, which is where most wrong types come from. */
function quotes(expected: string, value: unknown, shown: string): string {
  if ((expected === 'number' || expected === 'int') && typeof value === 'string' && Number.isFinite(Number(value)))
    return '; write it without quotes';
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return expected === 'string' && isPlain ? `; write it in quotes: "${shown}"` : '';
}

const counted: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

function bound(issue: Issue & { code: 'too_small' | 'too_big' }, word: string, limit: number | bigint): string {
  if (!/^Too (small|big)/.test(issue.message)) return lowerFirst(issue.message);
  const unit = counted[issue.origin] ?? '';
  if (unit !== '' && word === 'at least' && limit === 1) return 'it must not be empty';
  return `it must be ${word} ${limit}${unit}`;
}

/** Which of the words that tell the shapes of a block apart was meant. */
function oneOf(options: readonly unknown[], value: unknown): string {
  const known = options.map(String);
  return typeof value === 'string'
    ? suggestion(value, known, 'one of')
    : `this key is required, one of ${known.join(', ')}`;
}

function wordCode(value: unknown): Code {
  return value === undefined ? missingKey.code : unknownValue.code;
}

/** The finding code of a check that a schema adds; that of a range where the check names none. */
export function customCode(issue: Issue & { code: 'custom' }): Code {
  const raised = raiseOf(issue)?.(undefined).code;
  if (raised !== undefined) return raised;
  const code: unknown = issue.params?.code;
  return typeof code === 'string' ? (code as Code) : valueRange.code;
}

function unionHint(issue: Issue & { code: 'invalid_union' }): string {
  if (issue.message !== 'Invalid input') return lowerFirst(issue.message);
  const types = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_type' ? [typeName(inner.expected)] : []));
  return `expected ${[...new Set(types)].join(' or ')}`;
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function typeName(expected: string): string {
  return typeNames[expected] ?? expected;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
