import fc from 'fast-check';
import { constantAfterCut, isStorable, stored, storedRange } from '../../lib/scoring/score-range';

test.each([
  [-100, 100, true],
  [-100.9, 100.9, true],
  [0, 101, false],
  [-101, 0, false],
  [10, 5, false],
  [0, Infinity, false],
  [NaN, 1, false],
])('%d to %d can be stored: %s', (min, max, expected) => {
  expect(isStorable({ min, max })).toBe(expected);
});

test.each([
  [0, 0.99, 0],
  [-0.5, 0.5, 0],
  [7, 7.9, 7],
  [0, 1, undefined],
])('%d to %d leaves the one value %s', (min, max, expected) => {
  expect(constantAfterCut({ min, max })).toBe(expected);
});

test('whatever lies in a range lies, cut, in the cut range', () => {
  const number = fc.double({ min: -200, max: 200, noNaN: true });
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      const [min, score, max] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
      const range = storedRange({ min, max });
      expect(stored(score)).toBeGreaterThanOrEqual(range.min);
      expect(stored(score)).toBeLessThanOrEqual(range.max);
      if (isStorable({ min, max })) expect(Math.abs(stored(score))).toBeLessThanOrEqual(100);
    }),
  );
});
