import fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { digestOf } from './digest';
import type { Program } from './program';
import type { Seen } from './seen';
import type { StandingOutput } from './standing-output';

/** A run that ended clean: all that it depended on, what it left, and what it would print if it ran again. */
export interface RunRecord {
  /** The program: its own files and those of its packages, by their digests. */
  readonly program: Program;
  readonly seen: Seen;
  /** The commit that was checked out. */
  readonly head: string;
  readonly output: StandingOutput;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables that change what a run does or prints. */
const variables =
  /^(CDK8S_|NODE_|SCOREWRIGHT_|GIT_|CLICOLOR)|^(CI|GITHUB_ACTIONS|GITLAB_CI|NO_COLOR|FORCE_COLOR|TERM|COLUMNS|TZ|LANG|LC_ALL)$/;

/**
 * Where the record of a run stands: one for each way of calling the program. Undefined where no packages are installed in the
 * working directory: then nothing is remembered.
 */
export function recordFile(args: readonly string[]): string | undefined {
  const packages = resolve('node_modules');
  if (!fs.existsSync(packages)) return undefined;
  const { env, stdout, stderr, version, platform, arch } = process;
  const surroundings = Object.entries(env)
    .filter(([name]) => variables.test(name))
    .sort();
  const streams = [stdout, stderr].map(({ isTTY, columns }) => [isTTY, columns]);
  const way = JSON.stringify([args, process.cwd(), __dirname, version, platform, arch, surroundings, streams]);
  return join(packages, '.cache/scorewright', `${digestOf(way).replace(/\W/g, '').slice(0, 24)}.json`);
}

/** The ways of calling the program that are remembered at most, in one working directory. */
const most = 20;

function dropOldest(folder: string): void {
  const files = fs.readdirSync(folder).map((name) => join(folder, name));
  if (files.length <= most) return;
  const aged = files.map((file) => ({ file, time: fs.statSync(file).mtimeMs })).sort((a, b) => b.time - a.time);
  for (const { file } of aged.slice(most)) fs.rmSync(file);
}

/** Undefined where there is none that can be read. */
export function readRecord(file: string): RunRecord | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}

/** Does nothing where it may not write: then the next run is a whole one. */
export function writeRecord(file: string, record: RunRecord): void {
  try {
    fs.mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, JSON.stringify(record));
    fs.renameSync(draft, file);
    dropOldest(dirname(file));
  } catch {
    // Only time is lost.
  }
}
