/**
 * A quantity of Kubernetes as its Go type holds it: `unscaled × 10^-scale`. Which pair a text becomes matters, because the
 * scheduler computes with `float64(unscaled) × 10^-scale`, and two pairs of one value may differ in the last bit.
 */
export interface Quantity {
  readonly unscaled: bigint;
  readonly scale: number;
  readonly format: 'DecimalSI' | 'DecimalExponent' | 'BinarySI';
  /** The original text, where the Go type keeps it instead of formatting the value again. */
  readonly text?: string;
}

const syntax = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const decimalSuffixes: Readonly<Record<string, number | undefined>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binarySuffixes: Readonly<Record<string, number | undefined>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const [smallest, largest] = [-(2n ** 63n), 2n ** 63n - 1n];
/** The finest scale of a quantity: nano. */
const finest = 9;

/** @throws RangeError for a quantity that the API server rejects */
export function parseQuantity(value: string | number): Quantity {
  const parsed = readQuantity(value);
  if (parsed === undefined) throw new RangeError(`got ${value}; a quantity reads like 8, 7500m or 16Gi`);
  return parsed;
}

/** Undefined where the value is not a quantity. */
export function readQuantity(value: unknown): Quantity | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const parts = syntax.exec(text);
  if (text === '' || parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', suffix = ''] = parts;
  const unit = unitOf(suffix);
  if (unit === undefined) return undefined;
  const digits = whole.replace(/^0+/, '') || '0';
  const kept = fast(sign, digits, fraction, unit);
  if (kept === undefined) return slow(sign, digits, fraction, unit);
  return keepsText(digits + fraction, kept.scale, unit) ? { ...kept, text } : kept;
}

interface Unit {
  readonly format: Quantity['format'];
  /** The exponent of 2 for BinarySI, otherwise of 10. */
  readonly exponent: number;
}

function unitOf(suffix: string): Unit | undefined {
  const decimal = decimalSuffixes[suffix];
  if (decimal !== undefined) return { format: 'DecimalSI', exponent: decimal };
  const binary = binarySuffixes[suffix];
  if (binary !== undefined) return { format: 'BinarySI', exponent: binary };
  // Nothing that Kubernetes counts needs a longer exponent, and a number of a million digits would be computed in full.
  if (!/^[eE][-+]?[0-9]{1,3}$/.test(suffix)) return undefined;
  return { format: 'DecimalExponent', exponent: Number(suffix.slice(1)) };
}

/** A value that fits an int64 keeps its digits. */
function fast(sign: string, digits: string, fraction: string, { format, exponent }: Unit): Quantity | undefined {
  const binary = format === 'BinarySI';
  if (binary && fraction !== '') return undefined;
  const precision = binary
    ? 15 - digits.length - Math.trunc((exponent * 3) / 10) - 1
    : 18 - digits.length - fraction.length;
  const scale = (binary ? 0 : -exponent) + fraction.length;
  if (precision < 0 || scale > finest) return undefined;
  const product = BigInt(digits + fraction) * (binary ? 2n ** BigInt(exponent) : 1n);
  if (product > largest || product < smallest) return undefined;
  return { unscaled: sign === '-' ? -product : product, scale, format };
}

/** Whether a text looks canonical to the Go type, which it need not be: 12.345 does. */
function keepsText(digits: string, scale: number, { format, exponent }: Unit): boolean {
  if (format === 'BinarySI') return exponent % 10 === 0 && BigInt(digits) % 8n !== 0n;
  return scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

/** All other values are whole billionths, rounded away from zero. */
function slow(sign: string, digits: string, fraction: string, { format, exponent }: Unit): Quantity {
  const binary = format === 'BinarySI';
  const factor = binary ? 2n ** BigInt(exponent) : 1n;
  const magnitude = BigInt(digits + fraction) * factor;
  const exact = { unscaled: magnitude, scale: fraction.length - (binary ? 0 : exponent) };
  const rounded = magnitude === 0n ? exact : { unscaled: toScale(exact, finest), scale: finest };
  const capped =
    binary && rounded.unscaled > largest * 10n ** BigInt(finest) ? { unscaled: largest, scale: 0 } : rounded;
  const small = binary && capped.unscaled > 0n && capped.unscaled < 10n ** BigInt(Math.max(0, capped.scale));
  return {
    unscaled: sign === '-' ? -capped.unscaled : capped.unscaled,
    scale: capped.scale,
    format: small ? 'DecimalSI' : format,
  };
}

/** The digits of a value at another scale, rounded up where digits are lost. */
function toScale({ unscaled, scale }: Pick<Quantity, 'unscaled' | 'scale'>, wanted: number): bigint {
  if (wanted >= scale) return unscaled * 10n ** BigInt(wanted - scale);
  const divisor = 10n ** BigInt(scale - wanted);
  return (unscaled + divisor - 1n) / divisor;
}

/** The value as the scheduler computes with it. */
export function approximate({ unscaled, scale }: Quantity): number {
  const base = Number(unscaled);
  return scale === 0 ? base : base * Number(`1e${-scale}`);
}

/** The value in billionths, the finest scale; undefined where it is not a quantity. */
export function billionths(value: unknown): bigint | undefined {
  const quantity = readQuantity(value);
  if (quantity === undefined) return undefined;
  const { unscaled, scale } = quantity;
  return unscaled === 0n ? 0n : unscaled * 10n ** BigInt(finest - scale);
}

/** Below zero where the first is less. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const scale = Math.max(a.scale, b.scale, 0);
  const [left, right] = [a, b].map((each) => each.unscaled * 10n ** BigInt(scale - each.scale)) as [bigint, bigint];
  return left < right ? -1 : left > right ? 1 : 0;
}
