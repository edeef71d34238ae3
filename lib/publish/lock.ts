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
const aside = (pid: number): string => `lock.${pid}`;
// What a run leaves that is killed while it takes over a stale lock.
const isAside = (name: string): boolean => name.startsWith('lock.');

/**
 * One run at a time per work folder. The holder needs no timer to keep it, which a run that computes for a minute
 * could not serve; a lock is stale when its process is gone.
 */
export class Lock {
  private constructor(
    private readonly work: WorkFolder,
    private readonly text: string,
    private readonly firstMade: string,
  ) {}

  /** @throws Refusal `run-in-progress`, `output-unwritable` */
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
        removeStale(work);
      }
      throw runIsInProgress(work.lock, undefined);
    });
  }

  /** False when someone took the lock away: then nothing may be decided any more. */
  isHeld(): boolean {
    return readText(this.work.lock) === this.text;
  }

  /** Gives the lock back and removes the folders that were made for it, as far as they are empty. */
  release(): void {
    if (this.isHeld()) {
      for (const name of fs.readdirSync(this.work.root).filter(isAside))
        fs.rmSync(path.join(this.work.root, name), { force: true });
      fs.rmSync(this.work.lock, { force: true });
    }
    for (let folder = this.work.root; ; folder = path.dirname(folder)) {
      const removed = unless(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY'], () => {
        fs.rmdirSync(folder);
        return true;
      });
      if (!removed || folder === this.firstMade) return;
    }
  }
}

/** The live process that holds the lock, if any. */
export function lockHolder(work: WorkFolder): Holder | undefined {
  const holder = parse(readText(work.lock) ?? '');
  if (holder === undefined || (holder.host === os.hostname() && !isAlive(holder.pid, holder.started))) return undefined;
  return holder;
}

function removeStale(work: WorkFolder): void {
  let text = readText(work.lock);
  // Its holder may stand between making the file and writing it.
  for (let wait = 0; wait < attempts && text === ''; wait++) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    text = readText(work.lock);
  }
  if (text === undefined) return;
  const holder = lockHolder(work);
  if (holder !== undefined) throw runIsInProgress(work.lock, holder);
  // Of two runs that find the same stale lock only one may win: the rename tells which file was really removed.
  const removal = path.join(work.root, aside(process.pid));
  unless(['ENOENT'], () => {
    fs.renameSync(work.lock, removal);
  });
  const removed = readText(removal);
  if (removed !== undefined && removed !== text) {
    unless(['EEXIST'], () => {
      fs.linkSync(removal, work.lock);
    });
  }
  fs.rmSync(removal, { force: true });
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
