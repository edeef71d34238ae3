import { findingKind } from '../../model/finding-kind';
import { at } from '../../model/json';
import { cronFault } from '../../model/cron';
import type { ApiCheck } from './objects';

export const apiCronScheduleKind = findingKind({
  code: 'api-cron-schedule',
  why: 'The API server rejects a CronJob whose schedule does not parse, and one for a day that never comes makes no Job.',
  fix: 'Write five fields (minute, hour, day of month, month, day of week) or one of @hourly, @daily, @weekly, @monthly, @yearly.',
  messages: {
    schedule: 'got {got:json}; {reason}',
    timeZone: 'got {got:json}; must be a name of the IANA time zone database, such as Etc/UTC or Europe/Berlin',
  },
});

export const cronScheduleFaults: ApiCheck = (manifest) => {
  const kind = apiCronScheduleKind;
  const schedule = at(manifest, 'spec', 'schedule');
  const reason = typeof schedule === 'string' ? cronFault(schedule) : undefined;
  const zone = at(manifest, 'spec', 'timeZone');
  return [
    ...(reason === undefined
      ? []
      : [kind.fault('schedule', { got: schedule, reason }, { path: ['spec', 'schedule'] })]),
    ...(typeof zone !== 'string' || isTimeZone(zone)
      ? []
      : [kind.fault('timeZone', { got: zone }, { path: ['spec', 'timeZone'] })]),
  ];
};

/** Only names: an offset such as +01:00 has no place in the database. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || name === 'Local') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
