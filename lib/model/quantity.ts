const binary: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const form = /^([+-]?)(\d*)\.?(\d*)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/;

/** Far below what any quantity says, so that every one becomes a whole number of these. */
const places = 30;

/** A quantity as a whole number of 10⁻³⁰, exactly; undefined where the text is none. */
export function parseQuantity(value: unknown): bigint | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  const match = typeof text === 'string' ? form.exec(text) : null;
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', two, ten = '', exponent] = match;
  if (whole + fraction === '') return undefined;
  const shift = places - fraction.length + (exponent === undefined ? (decimal[ten] ?? 0) : Number(exponent));
  const digits = BigInt(whole + fraction) * 1024n ** BigInt(two === undefined ? 0 : (binary[two] ?? 0));
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === '-' ? -size : size;
}
