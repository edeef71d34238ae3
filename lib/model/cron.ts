import { isGoDuration } from './duration';

/** A field of a schedule, as the CronJob controller reads it (robfig/cron). */
interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Words for the numbers from the first on. */
  readonly words: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const minute: Field = { name: 'minute', from: 0, to: 59, words: [] };
const hour: Field = { name: 'hour', from: 0, to: 23, words: [] };
const dayOfMonth: Field = { name: 'day of month', from: 1, to: 31, words: [] };
const month: Field = { name: 'month', from: 1, to: 12, words: months };
const dayOfWeek: Field = { name: 'day of week', from: 0, to: 6, words: days };
const fields = [minute, hour, dayOfMonth, month, dayOfWeek];

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const descriptors = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

/**
 * What is wrong with a schedule of a CronJob, as the end of `got …; …`; undefined where nothing is. Five fields with `*`, `?`,
 * numbers, words, ranges, lists and steps, or a word such as `@daily`; a day that no month of the schedule has is wrong, too.
 */
export function cronFault(schedule: string): string | undefined {
  if (/^(?:TZ|CRON_TZ)=/.test(schedule)) return 'the time zone belongs in timeZone';
  if (schedule.startsWith('@')) {
    if (descriptors.test(schedule) || isEvery(schedule)) return undefined;
    return 'no such word; @hourly, @daily, @weekly, @monthly and @yearly are known';
  }
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields.length)
    return 'a schedule has five fields: minute, hour, day of month, month, day of week, as "0 3 * * *"';
  const sets = fields.map((field, index) => valuesOf(parts[index] ?? '', field));
  const wrong = sets.findIndex((set) => set === undefined);
  const field = fields[wrong];
  if (field !== undefined)
    return `its ${field.name} is ${JSON.stringify(parts[wrong])}: use *, ${field.from}-${field.to}, a list or a step as */5`;
  return neverComes(parts, sets) ? 'no month of the schedule has such a day, so it never runs' : undefined;
}

function isEvery(schedule: string): boolean {
  return schedule.startsWith('@every ') && isGoDuration(schedule.slice('@every '.length));
}

/** Where both kinds of day are given, either of them is enough; a `*` leaves the other alone to decide. */
function neverComes(parts: readonly string[], [, , monthDays, inMonths]: readonly (Values | undefined)[]): boolean {
  if (!/^[*?]/.test(parts[4] ?? '')) return false;
  const longest = Math.max(...[...(inMonths ?? [])].map((number) => daysInMonth[number - 1] ?? 0));
  return [...(monthDays ?? [])].every((day) => day > longest);
}

type Values = ReadonlySet<number>;

/** The numbers that a field stands for; undefined where it cannot be read. */
function valuesOf(text: string, field: Field): Values | undefined {
  const found = new Set<number>();
  for (const item of text.split(',')) {
    const range = rangeOf(item, field);
    if (range === undefined) return undefined;
    for (let value = range.first; value <= range.last; value += range.step) found.add(value);
  }
  return found;
}

/** `*`, `?`, `5`, `1-5`, each with an optional step: `1-5/2`; a number with a step goes on to the end. */
function rangeOf(item: string, field: Field): { first: number; last: number; step: number } | undefined {
  const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
  if (!match) return undefined;
  const [, any, from, to, by] = match;
  const step = by === undefined ? 1 : Number(by);
  if (step === 0) return undefined;
  if (any !== undefined || from === undefined) return { first: field.from, last: field.to, step };
  const first = numberOf(from, field);
  const last = to === undefined ? (by === undefined ? first : field.to) : numberOf(to, field);
  return first === undefined || last === undefined || first > last ? undefined : { first, last, step };
}

function numberOf(text: string, { from, to, words }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return from + word;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= from && value <= to ? value : undefined;
}
