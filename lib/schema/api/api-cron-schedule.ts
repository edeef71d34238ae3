import { findingKind } from '../../model/finding-kind';
import { at } from '../../model/json';
import { cronFault } from '../../model/cron';
import type { ApiCheck } from './objects';

export const apiCronScheduleKind = findingKind({
  code: 'api-cron-schedule',
  why: 'The API server rejects a CronJob whose schedule does not parse, and one for a day that never comes makes no Job.',
  fix: 'Write five fields (minute, hour, day of month, month, day of week) or one of @hourly, @daily, @weekly, @monthly, @yearly.',
  messages: { schedule: 'got {got:json}; {reason}' },
});

export const cronScheduleFaults: ApiCheck = (manifest) => {
  const schedule = at(manifest, 'spec', 'schedule');
  const reason = typeof schedule === 'string' ? cronFault(schedule) : undefined;
  if (reason === undefined) return [];
  return [apiCronScheduleKind.fault('schedule', { got: schedule, reason }, { path: ['spec', 'schedule'] })];
};
