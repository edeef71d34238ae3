import fs from 'node:fs';
import { unless } from './output-unwritable';
import { isPlain } from './tree';
import type { WorkFolder } from './work-folder';

/** A change that is decided. It is applied in this order, and any number of times with the same end. */
export interface Journal {
  readonly version: 1;
  /** Files to delete. */
  readonly removes: readonly string[];
  /** Folders to delete once they are empty, the deepest first. */
  readonly prunes: readonly string[];
  /** Staged files to put in; a folder stands for all that is staged under it. */
  readonly puts: readonly string[];
  /** Number of files that the puts and the removes come to. */
  readonly written: number;
  readonly removed: number;
}

/**
 * Decides the change: once the journal has its name, every next run finishes it. The journal itself is on the disk
 * by then; the staged files are left to the operating system, which a killed process cannot take along. After a loss
 * of power they may be empty, and the next run, which compares every byte, writes them anew.
 */
export function writeJournal(work: WorkFolder, journal: Journal): void {
  fs.mkdirSync(work.staged, { recursive: true });
  const file = fs.openSync(work.draft, 'w');
  try {
    fs.writeFileSync(file, `${JSON.stringify(journal)}\n`);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
  fs.renameSync(work.draft, work.journal);
  syncFolder(work.root);
}

/** Undefined when there is none; `unreadable` when it is not one that this version wrote. */
export function readJournal(work: WorkFolder): Journal | 'unreadable' | undefined {
  const text = unless(['ENOENT', 'ENOTDIR'], () => fs.readFileSync(work.journal, 'utf8'));
  if (text === undefined) return undefined;
  try {
    const journal = JSON.parse(text) as Omit<Journal, 'version'> & { version: number };
    const paths = [...journal.removes, ...journal.prunes, ...journal.puts];
    return journal.version === 1 && paths.every(isPlain) ? { ...journal, version: 1 } : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

// Windows cannot open a folder, and syncs the rename by itself.
function syncFolder(folder: string): void {
  unless(['EISDIR', 'EPERM', 'EACCES', 'EINVAL'], () => {
    const handle = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  });
}
