import { resolve } from 'node:path';
import { gitHead } from './git-head';
import type { Ledger } from './ledger';
import { loadedProgram } from './program';
import { recordFile, writeRecord } from './record';
import { folderAt } from './seen';
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
  const folders = own.map((path) => resolve(path, '..'));
  // The lock asks which process holds it.
  const { files, folders: listed, kinds } = ledger.seen([...own, resolve(output.dir, '.scorewright'), '/proc']);
  // Folders in which the output stands change by the run itself: what stands there afterwards is what the next run must find.
  const around = new Set(folders);
  const settled = Object.fromEntries(
    Object.entries(listed).map(([path, digest]) => [path, around.has(path) ? folderAt(path) : digest]),
  );
  writeRecord(file, {
    program: loadedProgram(),
    seen: { files, folders: settled, kinds },
    head,
    output,
    stdout,
    stderr,
  });
}
