import fs from 'node:fs';
import path from 'node:path';
import { compare } from '../model/finding';
import type { Journal } from './journal';
import { unwritable, writing } from './output-unwritable';
import { parentOf } from './tree';

/** What must change on disk. */
export interface Difference {
  readonly puts: readonly string[];
  readonly removes: readonly string[];
  /** Folders that stand and that no put goes into. */
  readonly empty: readonly string[];
}

/**
 * The journal for a difference, once it is sure as far as one can ask that the file system will let it happen.
 * Where a whole folder is new, one rename puts it in.
 *
 * @throws Refusal `output-unwritable`
 */
export function decide(dir: string, { puts, removes, empty }: Difference): Journal {
  // By code unit, what stands in a folder comes after the folder: the reverse is deepest first.
  const prunes = empty.toSorted(compare).reverse();
  const gone = new Set([...prunes, ...removes]);
  const standing = new Map<string, boolean>([['', true]]);
  const stands = (folder: string): boolean => {
    let known = standing.get(folder);
    if (known === undefined) {
      known = !gone.has(folder) && stands(parentOf(folder)) && isFolder(path.join(dir, folder));
      standing.set(folder, known);
    }
    return known;
  };
  const moves = new Set(puts.map((file) => topmostNew(file, stands)));
  const touched = new Set([...moves, ...removes, ...prunes].map(parentOf));
  for (const folder of touched) assertWritable(path.join(dir, folder));
  return {
    version: 1,
    removes,
    prunes,
    puts: [...moves].sort(compare),
    written: puts.length,
    removed: removes.length,
  };
}

function topmostNew(file: string, stands: (folder: string) => boolean): string {
  let top = file;
  while (!stands(parentOf(top))) top = parentOf(top);
  return top;
}

// Outside an owned folder a file in the place of a folder is not ours to remove.
function isFolder(absolute: string): boolean {
  const stat = writing(absolute, () => fs.statSync(absolute, { throwIfNoEntry: false }));
  if (stat === undefined) return false;
  if (!stat.isDirectory()) throw unwritable(absolute, 'ENOTDIR');
  return true;
}

function assertWritable(folder: string): void {
  writing(folder, () => {
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
  });
}
