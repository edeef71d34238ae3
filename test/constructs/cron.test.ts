import { cronSchema, toPlusCron } from '../../lib/constructs/cron';

test.each(['0 3 * * *', '*/15 * * * *', '0,30 9-17 1-7 * mon-fri', '5/10 * * JAN 0', '0-59/2 0 1 1 sun'])(
  '%s is a schedule and stays as it is',
  (text) => {
    expect(cronSchema.parse(text)).toBe(text);
    expect(toPlusCron(text).expressionString).toBe(text);
  },
);

const five = 'a schedule has five fields: minute, hour, day of month, month, day of week, as "0 3 * * *"';

test.each([
  ['', `got ""; ${five}`],
  ['@daily', `got "@daily"; ${five}`],
  ['0 0 3 * * *', `got "0 0 3 * * *"; ${five}`],
  ['60 3 * * *', 'got "60 3 * * *"; its minute is "60": use *, 0-59, a list or a step as */5'],
  ['0 3 0 * *', 'got "0 3 0 * *"; its day of month is "0": use *, 1-31, a list or a step as */5'],
  ['0 3 * * 7', 'got "0 3 * * 7"; its day of week is "7": use *, 0-6, a list or a step as */5'],
  ['0 5-3 * * *', 'got "0 5-3 * * *"; its hour is "5-3": use *, 0-23, a list or a step as */5'],
  ['*/0 * * * *', 'got "*/0 * * * *"; its minute is "*/0": use *, 0-59, a list or a step as */5'],
  ['0 3 * * L', 'got "0 3 * * L"; its day of week is "L": use *, 0-6, a list or a step as */5'],
  ['1, 3 * * *', 'got "1, 3 * * *"; its minute is "1,": use *, 0-59, a list or a step as */5'],
])('%j is refused', (text, message) => {
  expect(cronSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([message]);
});
