import { findingKind } from '../model/finding-kind';
import type { Finding } from '../model/finding';
import { Stopped } from './stopped';

export const outputUnwritable = findingKind({
  code: 'output-unwritable',
  why: 'The file system rejects a file of the output, so the output would be partly old and partly new.',
  fix: 'Do what the message says and run again; a run compares every file and completes what is missing.',
  messages: {
    failed: 'got {got}; {fixes} and run again',
  },
});

const fixes: Readonly<Record<string, string>> = {
  EACCES: 'give this user the right to write there',
  EPERM: 'give this user the right to write there',
  ENOSPC: 'the disk is full: free some space',
  EDQUOT: 'the quota is used up: free some space',
  EROFS: 'the file system is read-only: choose another --out',
  EISDIR: 'a folder stands where a file belongs: move it away',
  ENOTDIR: 'a file stands where a folder belongs: move it away',
  ENAMETOOLONG: 'the path is too long for this file system: choose a shorter --out',
  EMFILE: 'too many files are open: raise the limit with ulimit -n',
  ELOOP: 'its links lead back to themselves: remove them',
  EBUSY: 'another program holds the file: close it',
};

/** Stops a run that the file system does not let write. */
export function unwritable(path: string, code: string): Stopped {
  const finding: Finding = outputUnwritable.fault(
    'failed',
    { got: code, fixes: fixes[code] ?? 'make the path writable' },
    { path },
  );
  return new Stopped([finding]);
}

/** The code of an error of the operating system; undefined for every other error. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('syscall' in error && 'code' in error)) return undefined;
  return String(error.code);
}

/** Runs `action`; what the operating system refuses in it becomes a finding about `path`. */
export function writing<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = systemCode(error);
    throw code === undefined ? error : unwritable(path, code);
  }
}

/** The result of `action`, or undefined where the operating system refuses it with one of `codes`. */
export function unless<T>(codes: readonly string[], action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (codes.includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}
