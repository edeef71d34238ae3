import fs from 'node:fs';
import { readJournal } from './journal';
import { journalIsOpen } from './journal-open';
import { Lock } from './lock';
import { redo } from './redo';
import { Refusal } from './refusal';
import { dropStaged, workFolder } from './work-folder';

/** What was left of an interrupted run: its files were put in after all, or dropped before any was. */
export type Recovery =
  { readonly type: 'finished'; readonly written: number; readonly removed: number } | { readonly type: 'undone' };

/**
 * Finishes or undoes what an interrupted run left; undefined when it left nothing. Every command that may write calls
 * it before anything else.
 *
 * @throws Refusal `run-in-progress`, `journal-open` (of another version), `output-unwritable`
 */
export function recover(dir: string): Recovery | undefined {
  const work = workFolder(dir);
  if (!fs.existsSync(work.root)) return undefined;
  const lock = Lock.acquire(work);
  try {
    const journal = readJournal(work);
    if (journal === 'unreadable') throw new Refusal([journalIsOpen(work, true)]);
    if (journal === undefined) return dropStaged(work) ? { type: 'undone' } : undefined;
    redo(dir, work, journal);
    return { type: 'finished', written: journal.written, removed: journal.removed };
  } finally {
    lock.release();
  }
}
