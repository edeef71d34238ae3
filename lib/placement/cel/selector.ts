import type { Hub } from '../hub';
import type { ManagedCluster } from '../objects';
import { clusterValue } from './cluster-value';
import { environmentOf, notSimulatedFunctions } from './environment';

/** An expression calls a function of the scheduler that is not simulated; nothing is known about what it selects. */
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
      if (unknown !== undefined) throw new NotSimulated(`got ${unknown}() in ${JSON.stringify(expression)}`);
      const [reason = ''] = (checked.error?.message ?? '').split('\n');
      return `got ${JSON.stringify(expression)}, which does not compile: ${reason}`;
    }
    programs.push(environment.parse(expression));
  }
  return (cluster) => {
    const managedCluster = clusterValue(cluster);
    return programs.every((program) => isTrue(() => program({ managedCluster })));
  };
}

function isTrue(evaluate: () => unknown): boolean {
  try {
    return evaluate() === true;
  } catch {
    return false;
  }
}
