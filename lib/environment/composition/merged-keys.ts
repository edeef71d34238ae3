import type { Path } from '../../model/origin';

/**
 * Whether several files may each give some keys of the map at `path`: the environment, its blocks, and in a block the maps by
 * name. The value of one such key comes from one file.
 */
export function mergesByKey(path: Path): boolean {
  return path.length < 2 || byName.has(String(path.at(-1))) || (path.length === 3 && path[1] === 'sealed');
}

/** Maps of a block whose keys are names that people choose, or those of clusters and scorers. */
const byName: ReadonlySet<string> = new Set(['clusters', 'models', 'runs', 'scorers', 'sealed']);

/** Whether lists from several files are joined: their entries are independent. */
export function joinsEntries(path: Path): boolean {
  return path.length === 1 || (path.length === 2 && path[1] === 'masks');
}

/** Whether the value of the environment replaces that of its base as a whole: its keys are one choice. */
export function isChoice(path: Path): boolean {
  return choices.has(String(path.at(-1)));
}

const choices: ReadonlySet<string> = new Set(['expose', 'on', 'secrets', 'source', 'storage', 'store']);
