import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unless, writing } from './output-unwritable';
import { isAlive, startOf } from './process-identity';
import { runIsInProgress } from './run-in-progress';
import type { WorkFolder } from './work-folder';

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started?: string;
}

const attempts = 20;

/**
 * One run at a time per work folder. The lock is a file that names its process, and it is stale when that process is
 * gone. Of two runs that take over one stale lock at the same moment both may begin; then `isHeld` stops one of them
 * before it changes the output.
 */
export class Lock {
  private constructor(
    private readonly work: WorkFolder,
    private readonly text: string,
    private readonly firstMade: string,
  ) {}

  /** @throws Stopped `run-in-progress`, `output-unwritable` */
  static acquire(work: WorkFolder): Lock {
    const started = startOf(process.pid);
    const holder: Holder = { pid: process.pid, host: os.hostname(), ...(started === undefined ? {} : { started }) };
    const text = `${JSON.stringify(holder)}\n`;
    return writing(work.root, () => {
      let made: string | undefined;
      for (let attempt = 0; attempt < attempts; attempt++) {
        made = fs.mkdirSync(work.root, { recursive: true }) ?? made;
        // The folder goes away when another run ends between the two calls.
        const taken = unless(['EEXIST', 'ENOENT'], () => {
          fs.writeFileSync(work.lock, text, { flag: 'wx' });
          return true;
        });
        if (taken) return new Lock(work, text, made ?? work.root);
        const other = liveHolder(work);
        if (other !== undefined) throw runIsInProgress(work.lock, other);
        fs.rmSync(work.lock, { force: true });
      }
      throw runIsInProgress(work.lock, undefined);
    });
  }

  /** False when another run took the lock: then the output is no longer ours to change. */
  isHeld(): boolean {
    return readText(this.work.lock) === this.text;
  }

  /** Gives the lock back and removes the folders that were made for it, as far as they are empty. */
  release(): void {
    if (this.isHeld()) fs.rmSync(this.work.lock, { force: true });
    for (let folder = this.work.root; ; folder = path.dirname(folder)) {
      const removed = unless(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY'], () => {
        fs.rmdirSync(folder);
        return true;
      });
      if (!removed || folder === this.firstMade) return;
    }
  }
}

function liveHolder({ lock }: WorkFolder): Holder | undefined {
  const holder = parse(readText(lock) ?? '');
  if (holder === undefined || (holder.host === os.hostname() && !isAlive(holder.pid, holder.started))) return undefined;
  return holder;
}

function readText(file: string): string | undefined {
  return unless(['ENOENT'], () => fs.readFileSync(file, 'utf8'));
}

function parse(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    if (typeof value?.pid !== 'number' || typeof value.host !== 'string') return undefined;
    return value as Holder;
  } catch {
    return undefined;
  }
}
