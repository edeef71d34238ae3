import type { Environment } from '@marcbachmann/cel-js';
import type { Hub } from '../hub';
import type { ManagedCluster } from '../objects';
import { clusterValue } from './cluster-value';
import { environmentOf, notSimulatedFunctions } from './environment';

/** An expression calls a function of the scheduler that is not simulated; the clusters that it selects are unknown. */
export class NotSimulated extends Error {}

/**
 * CEL expressions as one function of a cluster: all must give true. One that fails for a cluster, or gives no bool, does not
 * select it.
 *
 * @returns undefined for no expression; the reason in words where the scheduler refuses one
 * @throws NotSimulated for a function that the scheduler knows and the simulation does not
 */
export function compileCel(
  expressions: readonly string[],
  hub: Hub,
): ((cluster: ManagedCluster) => boolean) | string | undefined {
  if (expressions.length === 0) return undefined;
  const environment = environmentOf(hub);
  const programs: ((context: object) => unknown)[] = [];
  for (const expression of expressions) {
    const checked = environment.check(expression);
    if (!checked.valid) {
      const unknown = notSimulatedFunctions.find((name) => new RegExp(`\\b${name}\\(`).test(expression));
      if (unknown !== undefined)
        throw new NotSimulated(
          `got ${unknown}() in ${JSON.stringify(expression)}, a function of the scheduler that is not simulated`,
        );
      const [reason = ''] = (checked.error?.message ?? '').split('\n');
      return `got ${JSON.stringify(expression)}, which does not compile: ${reason}`;
    }
    const mixed = mixedComparison(expression, environment);
    if (mixed !== undefined) return `got ${JSON.stringify(expression)}, which does not compile: ${mixed}`;
    programs.push(environment.parse(expression));
  }
  return (cluster) => {
    const managedCluster = clusterValue(cluster);
    return programs.every((program) => isTrue(() => program({ managedCluster })));
  };
}

const comparisons = ['<', '<=', '>', '>='];

/**
 * The scheduler compares numbers of one type only. The library compares numbers of two types, except with `==`: so each
 * comparison is checked once more as an equality.
 */
function mixedComparison(expression: string, environment: Environment): string | undefined {
  const visit = (value: unknown): string | undefined => {
    if (Array.isArray(value)) return firstOf(value, visit);
    if (typeof value !== 'object' || value === null || !('op' in value) || !('args' in value)) return undefined;
    const { op, args } = value as { readonly op: string; readonly args: unknown };
    if (!comparisons.includes(op) || !Array.isArray(args)) return visit(args);
    const [left, right] = args as readonly { readonly start: number; readonly end: number }[];
    const between = expression.slice(left?.end, right?.start).replace(op, '==');
    const { error } = environment.check(expression.slice(0, left?.end) + between + expression.slice(right?.start));
    const types = /^no such overload: (int|uint|double) == (int|uint|double)/.exec(error?.message ?? '');
    return types === null ? visit(args) : `no such overload: ${types[1] ?? ''} ${op} ${types[2] ?? ''}`;
  };
  return visit(environment.parse(expression).ast);
}

function firstOf(list: readonly unknown[], find: (item: unknown) => string | undefined): string | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isTrue(evaluate: () => unknown): boolean {
  try {
    return evaluate() === true;
  } catch {
    return false;
  }
}
