import type { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import type { Code } from '../model/codes';
import type { Fault } from '../model/finding';
import { hint, show, Written } from '../model/words';
import { raiseOf } from './rejection';

export const missingKey = findingKind({
  code: 'missing-key',
  why: 'The value cannot be derived and has no sensible default.',
  fix: 'Add the key; your editor completes it from environments/schema.json.',
  messages: {
    key: 'got nothing; this key is required',
    keyOf: 'got nothing; this key is required ({expected})',
    word: 'got nothing; this key is required, one of {expected}',
    valuesMissing: 'got another query and no values; say what its scores lie between: values: { min: 0, max: 100 }',
    required: 'got nothing; {key} is required: {description}',
  },
});

export const wrongType = findingKind({
  code: 'wrong-type',
  why: 'The value does not have the type of the setting.',
  fix: 'Write the type that the message names; quote what should be text.',
  messages: { type: 'got {got:json}; expected {expected}{quotes}', said: 'got {got:json}; {reason}' },
});

export const unknownValue = findingKind({
  code: 'unknown-value',
  why: 'The setting takes one of a few words.',
  fix: 'Use one of the words that the message names.',
  messages: { word: 'got {got:json}; {hint}', type: 'got {got:json}; one of: {expected}' },
});

export const valueRange = findingKind({
  code: 'value-range',
  why: 'The number, text or list is outside the range of the setting.',
  fix: 'Choose a value inside the bounds that the message names.',
  messages: { range: 'got {got:json}; {reason}', said: '{reason}' },
});

/** One thing that zod refuses. */
export type Issue = z.core.$ZodIssue;

/** The fault of one issue about `value`, which the file may write in another way than JavaScript does. */
export function explain(issue: Issue, value: unknown, written?: string): Fault {
  const got = typeof value === 'string' || written === undefined ? value : new Written(value, written || 'nothing');
  switch (issue.code) {
    case 'custom':
      return raiseOf(issue)?.(got) ?? outOfRange(got, issue.message);
    case 'invalid_type': {
      const expected = typeName(issue.expected);
      return value === undefined
        ? missingKey.fault('keyOf', { expected })
        : wrongType.fault('type', { got, expected, quotes: quotes(issue.expected, value, show(got)) });
    }
    case 'invalid_value':
      return wrongWord(issue.values.map(String), value, got);
    case 'invalid_union':
      if ('options' in issue) return wrongShape((issue.options ?? []).map(String), value);
      return value === undefined ? missingKey.fault('key', {}) : wrongUnion(issue, got);
    case 'too_small':
      return outOfRange(got, bound(issue, 'at least', issue.minimum));
    case 'too_big':
      return outOfRange(got, bound(issue, 'at most', issue.maximum));
    default:
      return outOfRange(got, lowerFirst(issue.message));
  }
}

/** A check may say itself what was got. */
function outOfRange(got: unknown, reason: string): Fault {
  return valueRange.fault(reason.startsWith('got ') ? 'said' : 'range', { got, reason });
}

function wrongWord(words: readonly string[], value: unknown, got: unknown): Fault {
  const expected = words.join(', ');
  if (value === undefined) return missingKey.fault('keyOf', { expected });
  return typeof value === 'string'
    ? unknownValue.fault('word', { got, ...hint(value, words, 'one of') })
    : unknownValue.fault('type', { got, expected });
}

/** Which of the words that tell the shapes of a block apart was meant. */
function wrongShape(words: readonly string[], value: unknown): Fault {
  return typeof value === 'string'
    ? unknownValue.fault('word', { got: value, ...hint(value, words, 'one of') })
    : missingKey.fault('word', { expected: words.join(', ') });
}

function wrongUnion(issue: Issue & { code: 'invalid_union' }, got: unknown): Fault {
  if (issue.message !== 'Invalid input') return wrongType.fault('said', { got, reason: lowerFirst(issue.message) });
  const types = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_type' ? [typeName(inner.expected)] : []));
  return wrongType.fault('type', { got, expected: [...new Set(types)].join(' or '), quotes: '' });
}

/** Quotes make the difference between numbers and text, which is where most wrong types come from. */
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

/** The finding code of a check that a schema adds; that of a range where the check names none. */
export function customCode(issue: Issue & { code: 'custom' }): Code {
  return raiseOf(issue)?.(undefined).code ?? valueRange.code;
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
