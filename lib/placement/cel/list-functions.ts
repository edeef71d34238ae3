import type { Environment } from '@marcbachmann/cel-js';

type Value = bigint | number | string | boolean;

/** Kubernetes' functions of lists. */
export function registerLists(environment: Environment): void {
  environment
    .registerFunction('list.isSorted(): bool', (list: Value[]) =>
      list.every((each, index) => index === 0 || (list[index - 1] ?? each) <= each),
    )
    .registerFunction('list.sum(): dyn', (list: (bigint | number)[]) =>
      typeof list[0] === 'number'
        ? list.reduce<number>((sum, each) => sum + Number(each), 0)
        : list.reduce<bigint>((sum, each) => sum + BigInt(each), 0n),
    )
    .registerFunction('list.min(): dyn', (list: Value[]) => extreme(list, (a, b) => a < b))
    .registerFunction('list.max(): dyn', (list: Value[]) => extreme(list, (a, b) => a > b))
    .registerFunction('list.indexOf(dyn): int', (list: Value[], item: Value) => BigInt(list.indexOf(item)))
    .registerFunction('list.lastIndexOf(dyn): int', (list: Value[], item: Value) => BigInt(list.lastIndexOf(item)));
}

function extreme(list: readonly Value[], isBetter: (a: Value, b: Value) => boolean): Value {
  const [first, ...others] = list;
  if (first === undefined) throw new Error('min and max need an item');
  return others.reduce((best, each) => (isBetter(each, best) ? each : best), first);
}
