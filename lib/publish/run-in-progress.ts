import type { FindingKind } from '../model/finding';
import type { Holder } from './lock';
import { Refusal } from './refusal';

export const runInProgress: FindingKind = {
  code: 'run-in-progress',
  why: 'Another run writes the same output; two at once could each put in a part of theirs.',
  fix: 'Wait until the other run has ended.',
};

/** The refusal of a run while another holds the lock. */
export function runIsInProgress(lock: string, holder: Holder | undefined): Refusal {
  const who = holder === undefined ? 'another run' : `another run (process ${holder.pid} on ${holder.host})`;
  const message = `got ${who}; wait until it has ended, or delete this file if that process is gone`;
  return new Refusal([{ code: runInProgress.code, severity: 'error', path: lock, message }]);
}
