import type { Cluster } from '../../model/fleet';
import type { Path } from '../../model/origin';

/** The name of the component, of its block and of its units. */
export const component = 'dynamic-scoring';

/** What labels say that its objects are part of. */
export const partOf = component;

/** Where an environment says what a scorer is. */
export function scorerSetting(id: string): Path {
  return [component, 'scorers', id];
}

/** The unit with a cluster's scorers; on the hub the component's own name is that of the hub's side. */
export function scorersUnit({ role }: Cluster): string {
  return role === 'hub' ? `${component}-scorers` : component;
}
