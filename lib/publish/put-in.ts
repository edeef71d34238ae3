import fs from 'node:fs';
import path from 'node:path';
import { compare } from '../model/finding';
import { systemCode, unless, unwritable, writing } from './output-unwritable';
import { draftOf, parentOf } from './tree';

/** What must change on disk; paths from the publication's folder. */
export interface Changes {
  /** Staged files to put in. */
  readonly puts: readonly string[];
  /** Files to delete. */
  readonly removes: readonly string[];
  /** Folders that exist and that no put goes into. */
  readonly empty: readonly string[];
}

/**
 * Asks the file system, as far as one can ask, whether it will let the change happen. Nothing is touched.
 *
 * @throws Stopped `output-unwritable`
 */
export function assertPossible(dir: string, { puts, removes, empty }: Changes): void {
  const nearest = nearestStanding(dir, new Set([...empty, ...removes]));
  const touched = new Set([...puts.map((file) => nearest(parentOf(file))), ...[...removes, ...empty].map(parentOf)]);
  for (const folder of touched) {
    const absolute = path.join(dir, folder);
    writing(absolute, () => {
      fs.accessSync(absolute, fs.constants.W_OK | fs.constants.X_OK);
    });
  }
}

/** Finds the folder itself, or the nearest above it, that exists and will not be removed. */
function nearestStanding(dir: string, gone: ReadonlySet<string>): (folder: string) => string {
  const found = new Map<string, string>([['', '']]);
  const nearest = (folder: string): string => {
    let known = found.get(folder);
    if (known === undefined) {
      const above = nearest(parentOf(folder));
      const stands = above === parentOf(folder) && !gone.has(folder) && isFolder(path.join(dir, folder));
      known = stands ? folder : above;
      found.set(folder, known);
    }
    return known;
  };
  return nearest;
}

// Outside an owned folder a file in the place of a folder is not ours to remove.
function isFolder(absolute: string): boolean {
  const stat = writing(absolute, () => fs.statSync(absolute, { throwIfNoEntry: false }));
  if (stat === undefined) return false;
  if (!stat.isDirectory()) throw unwritable(absolute, 'ENOTDIR');
  return true;
}

/**
 * Makes the change. At every moment each file on disk is the old one or the new one, and a run that is killed here is
 * completed by any later one, since that compares every file. So that it can, a folder is marked as ours by the first
 * file that goes in and by the last one that goes out.
 *
 * @param isMarker tells the files that mark a folder as ours
 * @throws Stopped `output-unwritable`
 */
export function putIn(
  dir: string,
  staged: string,
  { puts, removes, empty }: Changes,
  isMarker: (file: string) => boolean,
): void {
  // Removes come before puts: a new folder may replace a file, and where case is ignored `Foo` and `foo` are one file.
  for (const file of removes) if (!isMarker(file)) remove(path.join(dir, file));
  prune(dir, empty);
  const folders = new Set<string>();
  const isMoved = foldersMoved(dir, staged);
  for (const file of [...puts.filter(isMarker), ...puts.filter((each) => !isMarker(each))]) {
    if (isMoved(parentOf(file))) continue;
    const target = path.join(dir, file);
    writing(target, () => {
      const folder = path.dirname(target);
      if (!folders.has(folder)) fs.mkdirSync(folder, { recursive: true });
      folders.add(folder);
      moveIn(path.join(staged, file), target);
    });
  }
  const last = removes.filter(isMarker);
  for (const file of last) remove(path.join(dir, file));
  if (last.length > 0) prune(dir, empty);
}

/**
 * Moves a new folder with all that is staged in it: in a first run, one rename instead of tens of thousands.
 *
 * @returns whether the folder was moved in that way; where that fails, each file is moved by itself
 */
function foldersMoved(dir: string, staged: string): (folder: string) => boolean {
  const nearest = nearestStanding(dir, new Set());
  const moved = new Map<string, boolean>([['', false]]);
  let possible = true;
  const isMoved = (folder: string): boolean => {
    const known = moved.get(folder);
    if (known !== undefined) return known;
    const above = isMoved(parentOf(folder));
    const isNew = !above && possible && nearest(folder) === parentOf(folder);
    if (isNew) possible = tryRename(path.join(staged, folder), path.join(dir, folder));
    const done = above || (isNew && possible);
    moved.set(folder, done);
    return done;
  };
  return isMoved;
}

function tryRename(staged: string, target: string): boolean {
  try {
    fs.renameSync(staged, target);
    return true;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}

function remove(file: string): void {
  writing(file, () => {
    unless(['ENOENT', 'ENOTDIR'], () => {
      fs.unlinkSync(file);
    });
  });
}

/** Deletes those of the folders that hold nothing else. */
function prune(dir: string, folders: readonly string[]): void {
  // By code unit, what lies in a folder comes after the folder: the reverse is deepest first.
  for (const folder of folders.toSorted(compare).reverse()) {
    writing(path.join(dir, folder), () => {
      unless(['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'], () => {
        fs.rmdirSync(path.join(dir, folder));
      });
    });
  }
}

function moveIn(staged: string, target: string): void {
  try {
    fs.renameSync(staged, target);
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error;
    // The output lies on another file system than the work folder.
    const draft = draftOf(target);
    fs.copyFileSync(staged, draft);
    fs.renameSync(draft, target);
  }
}
