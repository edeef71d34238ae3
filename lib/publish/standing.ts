import fs from 'node:fs';
import path from 'node:path';
import { unless, unwritable, writing } from './output-unwritable';
import type { Tree } from './tree';

/** What stands on disk where a tree belongs; paths from the publication's folder. */
export interface Standing {
  readonly files: Set<string>;
  /** Links and devices: never followed, never opened. */
  readonly others: Set<string>;
  readonly folders: Set<string>;
}

/** Adds what stands under `tree` to `standing`. */
export function readStanding(dir: string, tree: Tree, standing: Standing): void {
  const root = path.join(dir, tree.path);
  // A file above the root is found out by `decide`, which names it.
  const stat = writing(root, () => unless(['ENOTDIR'], () => fs.lstatSync(root, { throwIfNoEntry: false })));
  if (stat === undefined) return;
  if (tree.type === 'folder') {
    if (!stat.isDirectory()) throw unwritable(root, 'ENOTDIR');
    walk(dir, tree.path, standing);
  } else {
    if (stat.isDirectory()) throw unwritable(root, 'EISDIR');
    (stat.isFile() ? standing.files : standing.others).add(tree.path);
  }
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
