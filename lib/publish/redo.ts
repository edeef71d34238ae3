import fs from 'node:fs';
import path from 'node:path';
import type { Journal } from './journal';
import { systemCode, unless, writing } from './output-unwritable';
import { dropStaged, type WorkFolder } from './work-folder';

/** Does what the journal says and that is not done yet, then deletes the journal. */
export function redo(dir: string, work: WorkFolder, journal: Journal): void {
  if (fs.existsSync(work.staged)) remove(dir, work, journal);
  for (const relative of journal.puts) {
    act(dir, relative, (file) => {
      putIn(path.join(work.ready, relative), file);
    });
  }
  dropStaged(work);
  fs.rmSync(work.journal, { force: true });
}

// Before the puts, and never after one: a new folder may stand where a file was, and on a file system that ignores
// case `Foo` and `foo` are one file.
function remove(dir: string, work: WorkFolder, journal: Journal): void {
  for (const relative of journal.removes) {
    act(dir, relative, (file) => {
      unless(['ENOENT', 'ENOTDIR'], () => {
        fs.unlinkSync(file);
      });
    });
  }
  prune(dir, journal.prunes);
  writing(work.ready, () => {
    fs.renameSync(work.staged, work.ready);
  });
}

/** Deletes those of the folders that are empty; the deepest must come first. */
export function prune(dir: string, folders: readonly string[]): void {
  for (const relative of folders) {
    act(dir, relative, (folder) => {
      unless(['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'], () => {
        fs.rmdirSync(folder);
      });
    });
  }
}

function act(dir: string, relative: string, action: (file: string) => void): void {
  const file = path.join(dir, relative);
  writing(file, () => {
    action(file);
  });
}

function putIn(staged: string, target: string): void {
  const kind = fs.lstatSync(staged, { throwIfNoEntry: false });
  if (kind === undefined) return;
  try {
    fs.renameSync(staged, target);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.renameSync(staged, target);
    } else if (kind.isDirectory() && fs.lstatSync(target, { throwIfNoEntry: false })?.isDirectory() !== false) {
      putInContents(staged, target);
    } else if (code === 'EXDEV') {
      copyIn(staged, target);
    } else {
      throw error;
    }
  }
}

// The target exists already, or lies on another file system.
function putInContents(staged: string, target: string): void {
  fs.mkdirSync(target, { recursive: true });
  for (const name of fs.readdirSync(staged)) putIn(path.join(staged, name), path.join(target, name));
}

// A copy under another name and then a rename: nobody sees half a file, and a second try finds the staged one still.
function copyIn(staged: string, target: string): void {
  const copy = `${target}.scorewright`;
  fs.copyFileSync(staged, copy);
  fs.renameSync(copy, target);
  fs.unlinkSync(staged);
}
