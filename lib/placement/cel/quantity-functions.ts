import type { Environment } from '@marcbachmann/cel-js';
import { approximate, compareQuantities, parseQuantity, readQuantity, type Quantity } from '../../model/quantity';

/** A quantity as a value of an expression: the library tells types by their class. */
class QuantityValue {
  constructor(readonly value: Quantity) {}
}

/** Kubernetes' functions of quantities. */
export function registerQuantity(environment: Environment): void {
  environment
    .registerType('Quantity', QuantityValue)
    .registerFunction('quantity(string): Quantity', (text: string) => new QuantityValue(parseQuantity(text)))
    .registerFunction('isQuantity(string): bool', (text: string) => readQuantity(text) !== undefined)
    .registerFunction('sign(Quantity): int', ({ value }: QuantityValue) => sign(value.unscaled))
    .registerFunction(
      'Quantity.isGreaterThan(Quantity): bool',
      (a: QuantityValue, b: QuantityValue) => compare(a, b) > 0,
    )
    .registerFunction('Quantity.isLessThan(Quantity): bool', (a: QuantityValue, b: QuantityValue) => compare(a, b) < 0)
    .registerFunction('Quantity.compareTo(Quantity): int', (a: QuantityValue, b: QuantityValue) =>
      BigInt(compare(a, b)),
    )
    .registerOperator('Quantity == Quantity', (a: QuantityValue, b: QuantityValue) => compare(a, b) === 0)
    .registerFunction('Quantity.asApproximateFloat(): double', ({ value }: QuantityValue) => approximate(value))
    .registerFunction('Quantity.isInteger(): bool', ({ value }: QuantityValue) => wholeOf(value) !== undefined)
    .registerFunction('Quantity.asInteger(): int', ({ value }: QuantityValue) => {
      const whole = wholeOf(value);
      if (whole === undefined) throw new Error('the quantity is not a whole number');
      return whole;
    })
    .registerFunction('Quantity.add(Quantity): Quantity', (a: QuantityValue, b: QuantityValue) => plus(a, b.value))
    .registerFunction('Quantity.add(int): Quantity', (a: QuantityValue, b: bigint) => plus(a, whole(b)))
    .registerFunction('Quantity.sub(Quantity): Quantity', (a: QuantityValue, b: QuantityValue) =>
      plus(a, minus(b.value)),
    )
    .registerFunction('Quantity.sub(int): Quantity', (a: QuantityValue, b: bigint) => plus(a, whole(-b)));
}

function compare(a: QuantityValue, b: QuantityValue): number {
  return compareQuantities(a.value, b.value);
}

function sign(value: bigint): bigint {
  return value > 0n ? 1n : value < 0n ? -1n : 0n;
}

function whole(unscaled: bigint): Quantity {
  return { unscaled, scale: 0, format: 'DecimalSI' };
}

function minus(quantity: Quantity): Quantity {
  return { ...quantity, unscaled: -quantity.unscaled };
}

function plus({ value }: QuantityValue, other: Quantity): QuantityValue {
  const scale = Math.max(value.scale, other.scale);
  const at = (each: Quantity) => each.unscaled * 10n ** BigInt(scale - each.scale);
  return new QuantityValue({ unscaled: at(value) + at(other), scale, format: value.format });
}

/** The value where it is a whole number that fits an int64. */
function wholeOf({ unscaled, scale }: Quantity): bigint | undefined {
  const divisor = 10n ** BigInt(Math.max(0, scale));
  if (unscaled % divisor !== 0n) return undefined;
  const value = (unscaled / divisor) * 10n ** BigInt(Math.max(0, -scale));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}
