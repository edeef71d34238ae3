import type { Finding, FindingKind } from '../model/finding';
import { readJournal } from './journal';
import { lockHolder } from './lock';
import { runIsInProgress } from './run-in-progress';
import { workFolder, type WorkFolder } from './work-folder';

export const journalOpen: FindingKind = {
  code: 'journal-open',
  why: 'A run was interrupted while it put its files in: the output is in part old and in part new.',
  fix: 'Run `npm run synth`, which finishes it.',
};

/** For commands that may not write: what to say while a publication is unfinished. Modifies nothing. */
export function openJournal(dir: string): readonly Finding[] {
  const work = workFolder(dir);
  const journal = readJournal(work);
  if (journal === undefined) return [];
  const holder = lockHolder(work);
  return holder === undefined
    ? [journalIsOpen(work, journal === 'unreadable')]
    : runIsInProgress(work.lock, holder).findings;
}

/** The finding of a check that meets the journal of an interrupted run. */
export function journalIsOpen(work: WorkFolder, unreadable: boolean): Finding {
  const message = unreadable
    ? 'got an unfinished publication of another version; delete this file and run `npm run synth`, which compares every file'
    : 'got an unfinished publication; run `npm run synth` to finish it';
  return { code: journalOpen.code, severity: 'error', path: work.journal, message };
}
