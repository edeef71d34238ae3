import { findingKind } from '../../model/finding-kind';
import { at } from '../../model/json';
import type { ApiCheck } from './objects';

export const apiCronScheduleKind = findingKind({
  code: 'api-cron-schedule',
  why: 'The API server refuses a CronJob whose schedule does not parse.',
  fix: 'Write five fields (minute, hour, day of month, month, day of week) or one of @hourly, @daily, @weekly, @monthly, @yearly.',
  messages: { unreadable: 'got {got:json}; {why}' },
});

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', from: 0, to: 59, names: [] },
  { name: 'hour', from: 0, to: 23, names: [] },
  { name: 'day of month', from: 1, to: 31, names: [] },
  {
    name: 'month',
    from: 1,
    to: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', from: 0, to: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const words =
  /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every (?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/;

export const cronScheduleFaults: ApiCheck = (manifest) => {
  const schedule = at(manifest, 'spec', 'schedule');
  const problem = typeof schedule === 'string' ? scheduleProblem(schedule) : undefined;
  if (problem === undefined) return [];
  return [apiCronScheduleKind.fault('unreadable', { got: schedule, why: problem }, { path: ['spec', 'schedule'] })];
};

/** What is wrong with a schedule; undefined where nothing is. */
function scheduleProblem(schedule: string): string | undefined {
  if (/^(?:TZ|CRON_TZ)=/.test(schedule)) return 'the time zone belongs in spec.timeZone';
  if (schedule.startsWith('@'))
    return words.test(schedule) ? undefined : 'no such word; @hourly, @daily, @weekly, @monthly and @yearly are known';
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields.length) return 'five fields are right: minute, hour, day of month, month, day of week';
  const wrong = fields.find((field, index) => !parts[index]?.split(',').every((part) => fits(part, field)));
  return wrong && `the ${wrong.name} must lie in ${wrong.from}-${wrong.to}`;
}

/** `*`, `5`, `1-5`, each with an optional step: `1-5/2`. */
function fits(text: string, field: Field): boolean {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const [first, last, ...extra] = range.split('-').map((part) => numberOf(part, field));
  if (first === undefined || extra.length > 0) return false;
  const within = (value: number) => value >= field.from && value <= field.to;
  if (!range.includes('-')) return within(first);
  return last !== undefined && within(first) && within(last) && first <= last;
}

function numberOf(text: string, { names, from }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + from;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
