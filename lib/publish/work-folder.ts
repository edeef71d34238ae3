import fs from 'node:fs';
import path from 'node:path';

/**
 * The files of a publication under way, in `.scorewright/` beside the outputs: one file system with them, so that a
 * rename suffices to put them in. It is there only while a run is, or where one was killed.
 */
export interface WorkFolder {
  readonly root: string;
  /** Mirrors the outputs: what stands under it goes to the same path under the publication's folder. */
  readonly staged: string;
  /** What `staged` is called once the journal's removes are done: they must not be done again after a put. */
  readonly ready: string;
  readonly journal: string;
  readonly draft: string;
  readonly lock: string;
}

/** The paths of a publication's own files, beside the outputs. */
export function workFolder(dir: string): WorkFolder {
  const root = path.join(dir, '.scorewright');
  const inside = (name: string): string => path.join(root, name);
  return {
    root,
    staged: inside('staged'),
    ready: inside('ready'),
    journal: inside('journal.json'),
    draft: inside('journal.json.new'),
    lock: inside('lock'),
  };
}

/** Removes what was staged; true when there was something. The journal must be gone or done with. */
export function dropStaged(work: WorkFolder): boolean {
  const found = [work.staged, work.ready, work.draft].filter((file) => fs.existsSync(file));
  for (const file of found) fs.rmSync(file, { recursive: true, force: true });
  return found.length > 0;
}

/**
 * The nearest folder above all the given ones, from the working directory (`.`). Compute it from the folders of all
 * outputs and never from a choice of environments, since the next run looks for an unfinished publication there.
 */
export function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => path.resolve(folder).split(path.sep));
  const length = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  const common = length < 0 ? first : first.slice(0, length);
  return path.relative('', common.join(path.sep) || path.sep) || '.';
}
