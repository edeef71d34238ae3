import fc from 'fast-check';
import { duration, timeSpan } from '../../../lib/environment/values/duration-syntax';
import { seconds } from '../../../lib/model/duration';

test.each([
  ['30s', 30],
  ['1m', 60],
  ['1h', 3600],
  ['1h30m', 5400],
  ['2d', 172_800],
  ['0s', 0],
  ['90m', 5400],
])('%s is %i seconds', (text, expected) => {
  expect(seconds(timeSpan.parse(text))).toBe(expected);
});

test.each(['', '30', 's', '500ms', '1.5h', '30m1h', '-1s', '1h 30m', '1w'])('%j is no duration', (text) => {
  expect(timeSpan.safeParse(text).success).toBe(false);
});

test('days, hours, minutes and seconds add up', () => {
  const count = fc.nat(1000);
  fc.assert(
    fc.property(count, count, count, count, (d, h, m, s) => {
      const duration = timeSpan.parse(`${d}d${h}h${m}m${s}s`);
      expect(seconds(duration)).toBe(((d * 24 + h) * 60 + m) * 60 + s);
    }),
  );
});

test('a duration is longer than zero, which a span need not be', () => {
  expect(duration.safeParse('0s').success).toBe(false);
  expect(duration.parse('1s')).toBe('1s');
});
