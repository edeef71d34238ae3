import type { Fleet } from '../../model/fleet';
import { at, isObject } from '../../model/json';
import type { Path } from '../../model/origin';
import { placed, type On } from '../placement';
import { givesAt } from './differences';

/** Where the setting at `path` is written for a cluster: in an entry of `for`, or in the block. */
export function winningPlace(data: unknown, path: Path, cluster: string, fleet: Fleet): Path {
  for (let length = 1; length < path.length; length++) {
    const [block, rest] = [path.slice(0, length), path.slice(length)];
    const entries = at(data, ...block, 'for');
    if (!Array.isArray(entries)) continue;
    const index = entries.findIndex(
      (entry: unknown) =>
        isObject(entry) &&
        givesAt(entry.set, rest) &&
        placed(entry.on as On, fleet).some(({ name }) => name === cluster),
    );
    if (index >= 0) return [...block, 'for', index, 'set', ...rest];
  }
  return path;
}
