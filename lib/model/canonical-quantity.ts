import type { Quantity } from './quantity';

const decimalSuffixes = new Map([
  [-9, 'n'],
  [-6, 'u'],
  [-3, 'm'],
  [0, ''],
  [3, 'k'],
  [6, 'M'],
  [9, 'G'],
  [12, 'T'],
  [15, 'P'],
  [18, 'E'],
]);
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** A quantity as the API server writes it: the shortest number with a suffix of the original format. */
export function canonicalQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text;
  if (quantity.unscaled === 0n) return '0';
  return (quantity.format === 'BinarySI' ? binary(quantity) : undefined) ?? decimal(quantity);
}

function binary({ unscaled, scale }: Quantity): string | undefined {
  const divisor = 10n ** BigInt(Math.max(0, scale));
  if (unscaled % divisor !== 0n) return undefined;
  let amount = unscaled / divisor;
  if (amount > -1024n && amount < 1024n) return undefined;
  let power = 0;
  while (amount % 1024n === 0n && power < binarySuffixes.length - 1) [amount, power] = [amount / 1024n, power + 1];
  return `${amount}${binarySuffixes[power] ?? ''}`;
}

function decimal({ unscaled, scale, format }: Quantity): string {
  let [amount, exponent] = [unscaled, -scale];
  while (amount % 10n === 0n) [amount, exponent] = [amount / 10n, exponent + 1];
  while (exponent % 3 !== 0) [amount, exponent] = [amount * 10n, exponent - 1];
  if (format === 'DecimalExponent') return exponent === 0 ? `${amount}` : `${amount}e${exponent}`;
  return `${amount}${decimalSuffixes.get(exponent) ?? `e${exponent}`}`;
}
