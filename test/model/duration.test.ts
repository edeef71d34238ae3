import { isBackoff, isGoDuration, seconds } from '../../lib/model/duration';

test.each(['90s', '1h30m', '0.5h', '.5s', '100ms', '5µs', '0', '-1m', '1h1h'])('Go reads %s', (text) => {
  expect(isGoDuration(text)).toBe(true);
});

test.each(['', '1d', '90', '1 h', 'h', '1h-5m', '1.5.5s'])('Go does not read %p', (text) => {
  expect(isGoDuration(text)).toBe(false);
});

test('a backoff of Argo CD may be a number of seconds, and is never negative', () => {
  expect(['5', '5s', '3m20s', '-5s', '1d', ''].map(isBackoff)).toEqual([true, true, true, false, false, false]);
});

test('a duration in settings may also have days', () => {
  expect(['1d', '1h30m', '0s', '1d1h1m1s'].map(seconds)).toEqual([86_400, 5_400, 0, 90_061]);
});
