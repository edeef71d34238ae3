import fs from 'node:fs';
import path from 'node:path';
import { unless, unwritable, writing } from './output-unwritable';
import { draftOf, type Tree } from './tree';

/** What stands on disk where a tree belongs; paths from the publication's folder. */
export interface Standing {
  readonly files: Set<string>;
  /** Links and devices: never followed, never opened. */
  readonly others: Set<string>;
  readonly folders: Set<string>;
}

/** Adds what stands under `tree` to `standing`. */
export function readStanding(dir: string, tree: Tree, standing: Standing): void {
  if (tree.type === 'folder') {
    const stat = statOf(path.join(dir, tree.path));
    if (stat === undefined) return;
    if (!stat.isDirectory()) throw unwritable(path.join(dir, tree.path), 'ENOTDIR');
    walk(dir, tree.path, standing);
  } else {
    for (const file of [tree.path, draftOf(tree.path)]) {
      const stat = statOf(path.join(dir, file));
      if (stat?.isDirectory()) throw unwritable(path.join(dir, file), 'EISDIR');
      if (stat !== undefined) (stat.isFile() ? standing.files : standing.others).add(file);
    }
  }
}

// A file above the path is left to `assertPossible`, which names it.
function statOf(absolute: string): fs.Stats | undefined {
  return writing(absolute, () => unless(['ENOTDIR'], () => fs.lstatSync(absolute, { throwIfNoEntry: false })));
}

function walk(dir: string, folder: string, standing: Standing): void {
  standing.folders.add(folder);
  const absolute = path.join(dir, folder);
  for (const entry of writing(absolute, () => fs.readdirSync(absolute, { withFileTypes: true }))) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(dir, name, standing);
    else (entry.isFile() ? standing.files : standing.others).add(name);
  }
}
