import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(__dirname, '..');

/** What one process cost, from its start to its end. */
export interface Cost {
  readonly seconds: number;
  /** Seconds of processor time, its own and the system's for it: what it takes where nothing else runs. */
  readonly cpu: number;
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
    const note = join(scratch, 'cost');
    settle();
    const started = performance.now();
    // A name of the program's own would count among what its runs depend on, and none would be remembered.
    const env = { BENCH_COST: note };
    const stdout = runCommand(process.execPath, ['--require', join(__dirname, 'cost.js'), ...args], env, folder);
    const seconds = (performance.now() - started) / 1000;
    return { seconds, ...(JSON.parse(readFileSync(note, 'utf8')) as Pick<Cost, 'cpu' | 'peak'>), stdout };
  });
}

/** Runs lines of a shell, and measures them together with all that they start. */
export function runShell(script: string, cwd: string): Pick<Cost, 'seconds' | 'cpu' | 'stdout'> {
  settle();
  const started = performance.now();
  const printed = runCommand('sh', ['-ec', `${script}\ntimes`], {}, cwd);
  const seconds = (performance.now() - started) / 1000;
  const lines = printed.trimEnd().split('\n');
  const times = lines.slice(-2).flatMap((line) => [...line.matchAll(/(\d+)m([\d.]+)s/g)]);
  const cpu = times.reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0);
  return { seconds, cpu, stdout: lines.slice(0, -2).join('\n') };
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
