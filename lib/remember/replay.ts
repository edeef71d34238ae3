import fs from 'node:fs';
import { join } from 'node:path';
import { gitHead } from './git-head';
import { isSameProgram } from './program';
import { readRecord, recordFile } from './record';
import { isUnchanged } from './seen';
import { stillStands } from './standing-output';

/**
 * Prints what a run would print, if nothing is different from the last one: neither what it depends on, nor what it left. It
 * reads all of these, and loads nothing of the program.
 *
 * @param args of the command line, from the command on
 * @returns whether it did
 */
export function replay(args: readonly string[]): boolean {
  const file = recordFile(args);
  const record = file === undefined ? undefined : readRecord(file);
  if (record === undefined) return false;
  const { program, seen, output, head, stdout, stderr } = record;
  // What a killed run left is for a whole run to mend.
  if (fs.existsSync(join(output.dir, '.scorewright'))) return false;
  if (gitHead(process.cwd()) !== head) return false;
  if (!isSameProgram(program) || !isUnchanged(seen) || !stillStands(output)) return false;
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  return true;
}
