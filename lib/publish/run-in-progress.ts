import { findingKind } from '../model/finding-kind';
import type { Holder } from './lock';
import { Stopped } from './stopped';

export const runInProgress = findingKind({
  code: 'run-in-progress',
  why: 'Another run writes the same output; two at once could each put in a part of theirs.',
  fix: 'Wait until the other run has ended.',
  messages: {
    locked: 'got {got}; wait until it has ended, or delete this file if that process is gone',
  },
});

/** Stops a run while another holds the lock. */
export function runIsInProgress(lock: string, holder: Holder | undefined): Stopped {
  const who = holder === undefined ? 'another run' : `another run (process ${holder.pid} on ${holder.host})`;
  return new Stopped([runInProgress.fault('locked', { got: who }, { path: lock })]);
}
