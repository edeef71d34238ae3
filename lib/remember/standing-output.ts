import fs from 'node:fs';
import { join } from 'node:path';
import { OutputDigest } from '../publish/output-digest';
import type { Tree } from '../publish/tree';

/** The output of a run: where it stands, and one digest over all of it. */
export interface StandingOutput {
  /** Absolute. */
  readonly dir: string;
  readonly trees: readonly Tree[];
  readonly digest: string;
}

/** Whether what stands there is, file by file and folder by folder, what the run left. */
export function stillStands({ dir, trees, digest }: StandingOutput): boolean {
  const found = new OutputDigest();
  const plain = trees.every(({ type, path }) => {
    if (type === 'folder') return add(found, dir, path);
    const stat = fs.lstatSync(join(dir, path), { throwIfNoEntry: false });
    if (stat?.isFile()) found.add(path, fs.readFileSync(join(dir, path)));
    return stat === undefined || stat.isFile();
  });
  return plain && found.value() === digest;
}

/** False where anything but files and folders that hold some stands below. */
function add(found: OutputDigest, dir: string, folder: string): boolean {
  const stat = fs.lstatSync(join(dir, folder), { throwIfNoEntry: false });
  if (stat === undefined) return true;
  if (!stat.isDirectory()) return false;
  const entries = fs.readdirSync(join(dir, folder), { withFileTypes: true });
  return (
    entries.length > 0 &&
    entries.every((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return add(found, dir, path);
      if (entry.isFile()) found.add(path, fs.readFileSync(join(dir, path)));
      return entry.isFile();
    })
  );
}
