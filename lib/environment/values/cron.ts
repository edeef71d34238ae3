import { z } from 'zod';
import { reject } from '../rejection';
import { findingKind } from '../../model/finding-kind';
import { cronFault } from '../../model/cron';

export const cron = findingKind({
  code: 'cron',
  why: 'The API server rejects a CronJob with an unreadable schedule, and a schedule for a day that never comes makes no Job.',
  fix: 'Write five fields: minute, hour, day of month, month, day of week, as `0 3 * * *`, or a word such as `@daily`.',
  messages: { schedule: 'got {got:json}; {reason}' },
});

/** The schedule of a CronJob, in every form that Kubernetes reads, without a time zone. */
export const cronSchema = z.string().superRefine((text, context) => {
  const reason = cronFault(text);
  if (reason !== undefined) reject(context, (got) => cron.fault('schedule', { got, reason }));
});
