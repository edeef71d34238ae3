import { mustQuote, otherThanString, quote } from './yaml-strings';

/**
 * The same bytes as `libraryYaml`, more than ten times as fast; `undefined` for what it is not sure about, which the
 * caller then leaves to the library. A property test holds the two equal.
 */
export function fastYaml(value: unknown): string | undefined {
  try {
    return isCollection(value) ? `${collection(value, '')}\n` : undefined;
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

const unsure = new Error('left to the library');

const control = /(?![\t\n])\p{Cc}|\p{Cs}/u;
// An indicator at the start, or a character that would end or cut a plain scalar.
const notPlain = /^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/;
// What most values are: too long for a word such as `false`, and no number starts with these letters.
const surelyPlain = /^[A-DF-Za-df-z/](?:[-\w./@]|:(?=\w)){5,}$/;
const documentMarker = /^(?:%|---|\.\.\.)/;
// Longer keys need YAML's explicit form.
const longestKey = 1000;
// Enough for the names and values that a fleet repeats; bounded, so that memory stays flat.
const cacheSize = 4096;
const keys = new Map<string, string>();

function collection(value: object, indent: string): string {
  return Array.isArray(value) ? sequence(value, indent) : mapping(value as Record<string, unknown>, indent);
}

function mapping(value: Record<string, unknown>, indent: string): string {
  const inner = `${indent}  `;
  let text = '';
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    if (text !== '') text += `\n${indent}`;
    text += `${keyText(key, indent)}:`;
    if (isCollection(item) && !isEmpty(item)) text += `\n${inner}${collection(item, inner)}`;
    else text += ` ${scalar(item, inner)}`;
  }
  return text === '' ? '{}' : text;
}

function sequence(value: readonly unknown[], indent: string): string {
  const inner = `${indent}  `;
  let text = '';
  for (const item of value) {
    if (text !== '') text += `\n${indent}`;
    text += `- ${isCollection(item) ? collection(item, inner) : scalar(item, inner)}`;
  }
  return text === '' ? '[]' : text;
}

function isCollection(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unsure;
  return true;
}

function isEmpty(value: object): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return !Object.values(value).some((item) => item !== undefined);
}

function keyText(key: string, indent: string): string {
  if (indent === '' && documentMarker.test(key)) throw unsure;
  const known = keys.get(key);
  if (known !== undefined) return known;
  if (key.length > longestKey || key.includes('\n')) throw unsure;
  const text = line(key);
  if (keys.size < cacheSize) keys.set(key, text);
  return text;
}

function scalar(value: unknown, indent: string): string {
  switch (typeof value) {
    case 'string':
      return value.includes('\n') ? block(value, indent) : line(value);
    case 'number':
      if (!Number.isFinite(value)) throw unsure;
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
      return String(value);
    default:
      if (value === null) return 'null';
      if (isCollection(value)) return Array.isArray(value) ? '[]' : '{}';
      throw unsure;
  }
}

function line(value: string): string {
  if (surelyPlain.test(value)) return value;
  const plain =
    !notPlain.test(value) &&
    !control.test(value) &&
    !mustQuote(value) &&
    !otherThanString.some((test) => test.test(value));
  return plain ? value : quote(value);
}

function block(value: string, indent: string): string {
  if (mustQuote(value) || control.test(value)) return quote(value);
  const end = /[\n\t ]*$/.exec(value)?.[0] ?? '';
  if (end !== '' && end !== '\n') throw unsure;
  const body = end === '' ? value : value.slice(0, -1);
  return `|${end === '' ? '-' : ''}\n${indent}${body.replace(/\n+/g, `$&${indent}`)}`;
}
