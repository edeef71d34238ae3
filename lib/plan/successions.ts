import { departuresOf } from './departures';
import { EnvironmentSide } from './environment-side';
import type { Succession } from './plan';
import { deliveredIn, releasedClusters, renamedClusters, renamedEnvironments } from './renames';
import type { Tree } from './tree';

/** By environment: its renamed clusters, and the new name of the environment itself if it is renamed. */
export type Successions = ReadonlyMap<
  string,
  { readonly renamed: ReadonlyMap<string, string>; readonly heir?: string }
>;

export function successionsOf(names: readonly string[], base: Tree, head: Tree): Successions {
  const sides = names.map((name) => [new EnvironmentSide(base, name), new EnvironmentSide(head, name)] as const);
  const gone = sides.flatMap(([before, after]) => (before.exists && !after.exists ? [before] : []));
  const come = sides.flatMap(([before, after]) => (!before.exists && after.exists ? [after] : []));
  const heirs = new Map([...renamedEnvironments(gone, come)].map(([heir, name]) => [name, heir]));
  return new Map(
    sides.map(([before, after]) => {
      const heir = heirs.get(before.name);
      return [before.name, { renamed: renamedClusters(before, after), ...(heir !== undefined && { heir }) }];
    }),
  );
}

/**
 * The renames of a staged procedure that two trees show by themselves: on the last step, names that have let go of their objects
 * are removed, and the names that take over are on both sides.
 */
export function successionBetween(name: string, base: Tree, head: Tree, names: readonly string[]): Succession {
  const [before, after] = [new EnvironmentSide(base, name), new EnvironmentSide(head, name)];
  if (!before.exists) return {};
  if (after.exists)
    return { renamed: releasedClusters(before, after), departures: departuresOf(name, base, head, names) };
  const others = names.map((other) => new EnvironmentSide(head, other)).filter((side) => side.exists);
  const [heir] = renamedEnvironments([before], others).keys();
  const side = others.find((other) => other.name === heir);
  return side === undefined ? {} : { heir: { name: side.name, delivers: deliveredIn(side) } };
}
