import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(__dirname, '..');

/** What one process cost, from its start to its end. */
export interface Cost {
  readonly seconds: number;
  /** The most memory that it held at once, in bytes. */
  readonly peak: number;
  readonly stdout: string;
}

/**
 * Runs a Node program to its end.
 *
 * @throws where it fails: a time of something that does not work says nothing
 */
export function runNode(...args: readonly string[]): Cost {
  return runNodeIn(root, ...args);
}

/** The same with another working folder. */
export function runNodeIn(folder: string, ...args: readonly string[]): Cost {
  return inScratch((scratch) => {
    const note = join(scratch, 'peak');
    settle();
    const started = performance.now();
    const env = { SCOREWRIGHT_BENCH_PEAK: note };
    const stdout = runCommand(process.execPath, ['--require', join(__dirname, 'peak.js'), ...args], env, folder);
    return { seconds: (performance.now() - started) / 1000, peak: Number(readFileSync(note, 'utf8')), stdout };
  });
}

/** @throws where the command fails */
export function runCommand(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = root,
): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 30,
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${String(status)}:\n${stderr.slice(0, 2000)}`);
  return stdout;
}

/** Lets the disk finish what others wrote and removed: a run that follows at once would pay for it. */
export function settle(): void {
  spawnSync('sync');
}

const scratches: string[] = [];
process.on('exit', () => {
  for (const folder of scratches) rmSync(folder, { recursive: true, force: true });
});

/**
 * Gives `work` an empty folder. It is taken away at the very end: for half a minute ext4 goes round what was just deleted
 * whenever it makes a file, and the next run would take twice as long.
 */
export function inScratch<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-bench-'));
  scratches.push(folder);
  return work(folder);
}

/** Middle of the sorted numbers; of an even count the mean of both in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low = NaN, high = NaN] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return (low + high) / 2;
}
