import * as fc from 'fast-check';
import { customCode } from '../../../lib/environment/issue-explanation';
import { cronSchema } from '../../../lib/environment/values/cron';

test.each([
  '0 3 * * *',
  '*/15 * * * *',
  '0,30 9-17 1-7 * mon-fri',
  '5/10 * * JAN 0',
  '0-59/2 0 1 1 sun',
  '0 3 ? * ?',
  '@daily',
  '@every 1h30m',
  '0 0 29 2 *',
  '0 0 31 2 mon',
  '0 0 30,31 feb,mar *',
])('%s is a schedule and stays as it is', (text) => {
  expect(cronSchema.parse(text)).toBe(text);
});

const five = 'a schedule has five fields: minute, hour, day of month, month, day of week, as "0 3 * * *"';

test.each([
  ['', `got ""; ${five}`],
  ['0 0 3 * * *', `got "0 0 3 * * *"; ${five}`],
  ['@nightly', 'got "@nightly"; no such word; @hourly, @daily, @weekly, @monthly and @yearly are known'],
  ['TZ=UTC 0 3 * * *', 'got "TZ=UTC 0 3 * * *"; the time zone belongs in timeZone'],
  ['60 3 * * *', 'got "60 3 * * *"; its minute is "60": use *, 0-59, a list or a step as */5'],
  ['0 3 0 * *', 'got "0 3 0 * *"; its day of month is "0": use *, 1-31, a list or a step as */5'],
  ['0 3 * * 7', 'got "0 3 * * 7"; its day of week is "7": use *, 0-6, a list or a step as */5'],
  ['0 5-3 * * *', 'got "0 5-3 * * *"; its hour is "5-3": use *, 0-23, a list or a step as */5'],
  ['*/0 * * * *', 'got "*/0 * * * *"; its minute is "*/0": use *, 0-59, a list or a step as */5'],
  ['0 3 * * L', 'got "0 3 * * L"; its day of week is "L": use *, 0-6, a list or a step as */5'],
  ['1, 3 * * *', 'got "1, 3 * * *"; its minute is "1,": use *, 0-59, a list or a step as */5'],
  ['0 0 31 2 *', 'got "0 0 31 2 *"; no month of the schedule has such a day, so it never runs'],
  [
    '0 0 31 feb,apr-jun/2,nov ?',
    'got "0 0 31 feb,apr-jun/2,nov ?"; no month of the schedule has such a day, so it never runs',
  ],
])('%j is rejected', (text, message) => {
  const issues = cronSchema.safeParse(text).error?.issues ?? [];
  expect(issues.map((issue) => issue.message)).toEqual([message]);
  expect(issues.map((issue) => issue.code === 'custom' && customCode(issue))).toEqual(['cron']);
});

test('a day is rejected just where no year has it in any month of the schedule', () => {
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1 });
  const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
  fc.assert(
    fc.property(days, months, (monthDays, inMonths) => {
      const comes = monthDays.some((day) =>
        inMonths.some((month) => new Date(Date.UTC(2024, month - 1, day)).getUTCMonth() === month - 1),
      );
      expect(cronSchema.safeParse(`0 0 ${monthDays.join()} ${inMonths.join()} *`).success).toBe(comes);
    }),
  );
});
