import fc from 'fast-check';
import { parseQuantity } from '../../lib/model/quantity';

test.each([
  ['500m', '0.5'],
  ['1Gi', '1073741824'],
  ['1G', '1000000000'],
  ['1e3', '1000'],
  ['.5', '0.5'],
  ['1.5Gi', '1610612736'],
  ['2E', '2000000000000000000'],
  ['-1k', '-1000'],
  ['0.1', '100m'],
])('%s equals %s', (a, b) => {
  expect(parseQuantity(a)).toBe(parseQuantity(b));
  expect(parseQuantity(a)).toBeDefined();
});

test('a larger number is a larger quantity, whatever its unit', () => {
  const units = ['n', 'u', 'm', '', 'k', 'Ki', 'M', 'Mi', 'G', 'Gi', 'T', 'Ti', 'P', 'Pi', 'E', 'Ei'];
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(units.length - 2), (a, b, unit) => {
      const [left, right] = [parseQuantity(`${a}${units[unit]}`)!, parseQuantity(`${b}${units[unit]}`)!];
      expect(left < right).toBe(a < b);
      if (a > 0) expect(parseQuantity(`${a}${units[unit + 1]}`)! > left).toBe(true);
    }),
  );
});

test.each(['', 'abc', '1 Gi', '1Gb', '.', 'm', '--1', true, undefined])('%s is none', (value) => {
  expect(parseQuantity(value)).toBeUndefined();
});
