import type { Component, Context } from '../components/component';
import type { Settings } from './load';

/**
 * The plans of an environment's components, each made when it is first asked for: a component may use the plan of
 * another.
 *
 * @param context what the plans are made with; asked for once there is one
 */
export function planner(
  settings: Settings,
  components: readonly Component<unknown, unknown>[],
  context: () => Context,
): Context['planOf'] {
  const plans = new Map<string, unknown>();
  const making = new Set<string>();
  return (name) => {
    const component = components.find((each) => each.name === name);
    const block = settings[name];
    if (component === undefined || block === undefined) return undefined;
    if (!plans.has(name)) {
      if (making.has(name)) throw new Error(`the plan of ${name} uses itself`);
      making.add(name);
      plans.set(name, component.plan(block, context()));
    }
    return plans.get(name);
  };
}
