import { EnvironmentSide, type Known } from './environment-side';
import type { Tree } from './tree';

/** Both sides of an environment. A side without units does not show its hub and gets the hub of the other side. */
export function bothSides(
  name: string,
  [base, head]: readonly [Tree, Tree],
  [ofBase, ofHead]: readonly [Known, Known] = [{}, {}],
): readonly [EnvironmentSide, EnvironmentSide] {
  const [before, after] = [new EnvironmentSide(base, name, ofBase), new EnvironmentSide(head, name, ofHead)];
  if (before.exists && after.exists && before.hub === '' && after.hub !== '')
    return [new EnvironmentSide(base, name, { ...ofBase, hub: after.hub }), after];
  if (before.exists && after.exists && after.hub === '' && before.hub !== '')
    return [before, new EnvironmentSide(head, name, { ...ofHead, hub: before.hub })];
  return [before, after];
}
