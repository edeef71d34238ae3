import fc from 'fast-check';
import { durationSchema, seconds } from '../../lib/scoring/duration';

test.each([
  ['30s', 30],
  ['1m', 60],
  ['1h', 3600],
  ['1h30m', 5400],
  ['2d', 172_800],
  ['0s', 0],
  ['90m', 5400],
])('%s is %i seconds', (text, expected) => {
  expect(seconds(durationSchema.parse(text))).toBe(expected);
});

test.each(['', '30', 's', '500ms', '1.5h', '30m1h', '-1s', '1h 30m', '1w'])('%j is no duration', (text) => {
  expect(durationSchema.safeParse(text).success).toBe(false);
});

test('days, hours, minutes and seconds add up', () => {
  const count = fc.nat(1000);
  fc.assert(
    fc.property(count, count, count, count, (d, h, m, s) => {
      const duration = durationSchema.parse(`${d}d${h}h${m}m${s}s`);
      expect(seconds(duration)).toBe(((d * 24 + h) * 60 + m) * 60 + s);
    }),
  );
});
