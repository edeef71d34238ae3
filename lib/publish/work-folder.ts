import fs from 'node:fs';
import path from 'node:path';

/**
 * The files of a publication under way, in `.scorewright/` beside the outputs: one file system with them, so that a
 * rename suffices to put them in. It exists only during a run, and after one that was killed.
 */
export interface WorkFolder {
  readonly root: string;
  /** Mirrors the outputs: a file under it goes to the same path under the publication's folder. */
  readonly staged: string;
  readonly lock: string;
}

/** The paths of a publication's own files, beside the outputs. */
export function workFolder(dir: string): WorkFolder {
  const root = path.join(dir, '.scorewright');
  return { root, staged: path.join(root, 'staged'), lock: path.join(root, 'lock') };
}

/** Removes what was staged, by this run or by one that was killed. */
export function dropStaged({ staged }: WorkFolder): void {
  fs.rmSync(staged, { recursive: true, force: true });
}

/**
 * The nearest folder above all the given ones, from the working directory (`.`). Compute it from the folders of all
 * outputs and never from a choice of environments, so that two runs over the same outputs meet at one lock.
 */
export function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => path.resolve(folder).split(path.sep));
  const length = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  const common = length < 0 ? first : first.slice(0, length);
  return path.relative('', common.join(path.sep) || path.sep) || '.';
}
