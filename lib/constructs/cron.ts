import { Cron } from 'cdk8s';
import { z } from 'zod';
import { findingKind } from '../model/finding-kind';

export const cron = findingKind({
  code: 'cron',
  why: 'The API server refuses a CronJob whose schedule it cannot read.',
  fix: 'Write five fields: minute, hour, day of month, month, day of week, as `0 3 * * *`.',
  messages: {},
});

interface Field {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Names that Kubernetes accepts for the numbers from the minimum on. */
  readonly names: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const fields: readonly Field[] = [
  { name: 'minute', minimum: 0, maximum: 59, names: [] },
  { name: 'hour', minimum: 0, maximum: 23, names: [] },
  { name: 'day of month', minimum: 1, maximum: 31, names: [] },
  { name: 'month', minimum: 1, maximum: 12, names: months },
  { name: 'day of week', minimum: 0, maximum: 6, names: days },
];

/** A schedule as the CronJob controller reads it: five fields, no seconds, no `@daily`, no time zone in it. */
export const cronSchema = z.string().superRefine((text, context) => {
  const fault = cronFault(text);
  if (fault !== undefined)
    context.addIssue({ code: 'custom', message: `got ${JSON.stringify(text)}; ${fault}`, params: { code: cron.code } });
});

/** A schedule that `cronSchema` has accepted, as cdk8s-plus wants it. */
export function toPlusCron(expression: string): Cron {
  const [minute = '*', hour = '*', day = '*', month = '*', weekDay = '*'] = expression.trim().split(/\s+/);
  return new Cron({ minute, hour, day, month, weekDay });
}

function cronFault(text: string): string | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length)
    return 'a schedule has five fields: minute, hour, day of month, month, day of week, as "0 3 * * *"';
  for (const [index, field] of fields.entries()) {
    const part = parts[index] ?? '';
    if (!part.split(',').every((item) => isItem(item, field)))
      return `its ${field.name} is ${JSON.stringify(part)}: use *, ${field.minimum}-${field.maximum}, a list or a step as */5`;
  }
  return undefined;
}

function isItem(item: string, field: Field): boolean {
  const match = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
  if (!match) return false;
  const [, first, last, step] = match;
  if (step !== undefined && Number(step) === 0) return false;
  if (first === undefined) return true;
  const from = valueOf(first, field);
  const to = last === undefined ? from : valueOf(last, field);
  return from !== undefined && to !== undefined && from <= to;
}

function valueOf(text: string, { minimum, maximum, names }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return minimum + named;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= minimum && value <= maximum ? value : undefined;
}
