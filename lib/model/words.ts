import { distance } from 'fastest-levenshtein';
import { compare } from './compare';

const longest = 80;

/** A value together with the way in which its file writes it: `0x1F` is the number 31. Messages show the text. */
export class Written {
  constructor(
    readonly value: unknown,
    readonly text: string,
  ) {}

  toJSON(): unknown {
    return this.value;
  }
}

/** A value as messages show it: JSON, shortened where it is long. */
export function show(value: unknown): string {
  if (value instanceof Written) return shorten(value.text);
  return shorten(value === undefined ? 'nothing' : JSON.stringify(value));
}

/** A value in the middle of a sentence: text without quotes. */
export function plain(value: unknown): string {
  return typeof value === 'string' ? value : show(value);
}

/** Text of a length that fits into a message. */
export function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** `a, b, c, d, e and 4 more`; `none` where there is nothing to list. */
export function list(items: readonly unknown[]): string {
  if (items.length === 0) return 'none';
  const first = items.slice(0, 5).map(plain).join(', ');
  return items.length > 5 ? `${first} and ${items.length - 5} more` : first;
}

/** `"a", "b" or "c"`. */
export function oneOf(values: readonly unknown[]): string {
  const texts = values.map(show);
  const last = texts.pop() ?? 'none';
  return texts.length === 0 ? last : `${texts.join(', ')} or ${last}`;
}

/** `1 file`, `3 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** How many characters may differ between what was written and what was meant. */
export function tolerance(written: string): number {
  return written.length <= 3 ? 1 : Math.max(2, Math.floor(written.length / 3));
}

/** The known name that was probably meant, whatever its case; undefined where none is near enough. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const limit = tolerance(written);
  const near = Array.from(known, (name) => ({
    name,
    apart: distance(written.toLowerCase(), name.toLowerCase()),
    exact: distance(written, name),
  })).filter(({ apart }) => apart <= limit);
  near.sort((a, b) => a.apart - b.apart || a.exact - b.exact || compare(a.name, b.name));
  return near[0]?.name;
}

/** Data of a message about a name that is not known: the template has `{hint}`. */
export interface Hint {
  /** `did you mean "sample"?` where a known name is near enough, else the known names. */
  readonly hint: string;
  readonly suggestion?: string;
  readonly expected?: readonly string[];
}

/** @param label what the known names are, in front of their list */
export function hint(written: string, known: readonly string[], label = 'known'): Hint {
  if (known.length === 0) return { hint: 'there is none to choose from' };
  const suggestion = nearest(written, known);
  if (suggestion !== undefined) return { hint: `did you mean "${suggestion}"?`, suggestion };
  const expected = [...known].sort(compare);
  const shown = expected.slice(0, 10).join(', ');
  return { hint: `${label}: ${shown}${known.length > 10 ? `, … (${known.length} in all)` : ''}`, expected };
}
