import { dirname, resolve } from 'node:path';
import { gitHead } from './git-head';
import type { Ledger } from './ledger';
import { loadedProgram } from './program';
import { recordFile, writeRecord } from './record';
import { folderAt, kindAt } from './seen';
import type { StandingOutput } from './standing-output';

/** A run that ended clean and left its output whole. */
export interface EndedRun {
  /** The command line, from the command on. */
  readonly args: readonly string[];
  /** Closed by now. */
  readonly ledger: Ledger;
  readonly output: StandingOutput;
  /** What the same run prints when it finds nothing to write. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Notes the run for `replay`, where that is possible; a run that cannot be noted costs the next one its time, and no more. */
export function remember({ args, ledger, output, stdout, stderr }: EndedRun): void {
  const [file, head] = [recordFile(args), gitHead(process.cwd())];
  if (file === undefined || head === undefined) return;
  const own = output.trees.map(({ path }) => resolve(output.dir, path));
  // The lock asks which process holds it.
  const { files, folders, kinds } = ledger.seen([...own, resolve(output.dir, '.scorewright'), '/proc']);
  // What is around the output changes by the run itself: what is there afterwards is what the next run must find.
  const around = new Set(own.map((path) => dirname(path)));
  const settled = (asked: Readonly<Record<string, string>>, now: (path: string) => string) =>
    Object.fromEntries(Object.entries(asked).map(([path, answer]) => [path, around.has(path) ? now(path) : answer]));
  writeRecord(file, {
    program: loadedProgram(),
    seen: { files, folders: settled(folders, folderAt), kinds: settled(kinds, kindAt) },
    head,
    output,
    stdout,
    stderr,
  });
}
