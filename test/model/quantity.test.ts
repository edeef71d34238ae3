import fc from 'fast-check';
import { canonicalQuantity } from '../../lib/model/canonical-quantity';
import { billionths, parseQuantity } from '../../lib/model/quantity';

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
  expect(billionths(a)).toBe(billionths(b));
  expect(billionths(a)).toBeDefined();
});

test('a larger number is a larger quantity, whatever its unit', () => {
  const units = ['n', 'u', 'm', '', 'k', 'Ki', 'M', 'Mi', 'G', 'Gi', 'T', 'Ti', 'P', 'Pi'];
  // Kubernetes holds no more than 8 Ei.
  fc.assert(
    fc.property(fc.nat(8000), fc.nat(8000), fc.nat(units.length - 2), (a, b, unit) => {
      const [left, right] = [billionths(`${a}${units[unit]}`)!, billionths(`${b}${units[unit]}`)!];
      expect(left < right).toBe(a < b);
      if (a > 0) expect(billionths(`${a}${units[unit + 1]}`)! > left).toBe(true);
    }),
  );
});

test.each(['', 'abc', '1 Gi', '1e9999999', '1Gb', '--1', true, undefined])('%s is none', (value) => {
  expect(billionths(value)).toBeUndefined();
});

test('digits may be missing, as in Kubernetes', () => {
  expect(['.', 'm', '+0', '-0k'].map(billionths)).toEqual([0n, 0n, 0n, 0n]);
});

const canonical = (text: string) => canonicalQuantity(parseQuantity(text));

test('CPU and bytes take the form that the API server keeps', () => {
  expect(['0.5', '1.0', '2000m', '1500m'].map(canonical)).toEqual(['500m', '1', '2', '1500m']);
  const sizes = ['1024Mi', '1.5Gi', '1500M', '1000M', '3Mi', '129e6'];
  expect(sizes.map(canonical)).toEqual(['1Gi', '1536Mi', '1500M', '1G', '3Mi', '129e6']);
});

test('no form changes the value', () => {
  const units = fc.constantFrom('n', 'u', 'm', '', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), units, (number, unit) => {
      const text = `${number}${unit}`;
      expect(billionths(canonical(text))).toBe(billionths(text));
    }),
  );
});
