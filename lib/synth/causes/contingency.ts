import type { Path } from '../../model/origin';
import { absent, withValue } from './other-values';
import { nodesOf } from './settings-of';
import type { Variations } from './variations';

/** More rounds never helped: each removes all that the one before has left without what it needs. */
const mostRounds = 6;

/** An environment in which a setting differs and what needs it is missing, and the one that lacks the latter alone. */
export interface Contingency {
  /** The settings that need the one in question. */
  readonly dependents: readonly Path[];
  readonly changed: unknown;
  readonly kept: unknown;
}

/**
 * Changes a setting, and removes all that is then refused, so that the effect of the setting itself shows although others need it
 * as it is.
 *
 * @param value the other value @default - none: the setting goes
 * @returns undefined where no such environment was found
 */
export function contingencyOf(variations: Variations, setting: Path, value: unknown = absent): Contingency | undefined {
  const { data } = variations.source;
  const dependents: Path[] = [];
  let changed = withValue(data, setting, value);
  for (let round = 0; round < mostRounds; round++) {
    const refusals = variations.refusals(changed);
    if (refusals.length === 0)
      return {
        dependents,
        changed,
        kept: dependents.reduce((rest, path) => withValue(rest, path, absent), data),
      };
    const nodes = nodesOf(changed);
    const texts = new Set(refusals.map(({ path }) => nearest(path, nodes)));
    const paths = [...texts].map((text) => nodes.get(text) ?? []);
    if (paths.some((path) => path.length === 0)) return undefined;
    // The last items of a list first: the places of the others stay as they are.
    for (const path of paths.reverse()) {
      changed = withValue(changed, path, absent);
      dependents.push(path);
    }
  }
  return undefined;
}

/** The finding's setting, or where that is missing, the one that lacks it. */
function nearest(path: string, nodes: ReadonlyMap<string, Path>): string {
  for (let text = path; text !== ''; text = text.replace(/(?:\.?[^.[\]]+|\[[^\]]*\])$/, '')) {
    if (nodes.has(text)) return text;
  }
  return '';
}
