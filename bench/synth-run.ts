import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Step } from '../lib/synth/observer';
import { fleet, type FleetSize } from './fleet';
import { root, runNode, type Cost } from './run';

/** What one run of `scorewright synth` said of itself. */
export interface SynthRun extends Cost {
  readonly manifests: number;
  readonly written: number;
  readonly removed: number;
}

/** Seed of every fleet that is measured. */
export const seed = 20;

/** A folder with the one environment of a fleet. */
export function environmentsOf(scratch: string, name: string, size: Omit<FleetSize, 'seed'>): string {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(fleet({ ...size, seed }))) writeFileSync(join(folder, file), text);
  return folder;
}

/**
 * The whole process, as users start it.
 *
 * @throws where anything is found: what is measured must be right
 */
export function synth(environments: string, out: string, program = join(root, 'bin/scorewright.js')): SynthRun {
  const cost = runNode(program, 'synth', '--environments', environments, '--out', out);
  const checked = /^checked (\d+) manifests .*: (.*)$/m.exec(cost.stdout);
  if (checked?.[2] !== 'nothing found') throw new Error(`${environments}: ${checked?.[2] ?? cost.stdout}`);
  const written = /^wrote (\d+) files?, removed (\d+)/m.exec(cost.stdout);
  return {
    ...cost,
    manifests: Number(checked[1]),
    written: Number(written?.[1] ?? 0),
    removed: Number(written?.[2] ?? 0),
  };
}

/** A run that is watched from inside its process. */
export interface WatchedRun {
  readonly manifests: number;
  readonly peak: number;
  readonly steps: Readonly<Record<Step, number>>;
  readonly total: number;
}

export function watchedSynth(environments: string, out: string): WatchedRun {
  const { peak, stdout } = runNode('--require', 'tsx/cjs', join(__dirname, 'watched.ts'), environments, out);
  const { manifests, steps } = JSON.parse(stdout) as Pick<WatchedRun, 'manifests' | 'steps'>;
  return { peak, manifests, steps, total: Object.values(steps).reduce((sum, seconds) => sum + seconds, 0) };
}

/** What lies in a folder. */
export interface Tree {
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of all paths and contents. */
  readonly checksum: string;
}

export function tree(folder: string): Tree {
  const files = filesOf(folder);
  const hash = createHash('sha256');
  let bytes = 0;
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file}\0`).update(content);
    bytes += content.length;
  }
  return { files: files.length, bytes, checksum: hash.digest('hex') };
}

/** Paths of all files below a folder, sorted. */
export function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Files whose time of change is not what it was. */
export function changedSince(folder: string, times: ReadonlyMap<string, number>): string[] {
  const now = modified(folder);
  return [...new Set([...times.keys(), ...now.keys()])].filter((file) => times.get(file) !== now.get(file)).sort();
}

export function modified(folder: string): Map<string, number> {
  return new Map(filesOf(folder).map((file) => [file, statSync(join(folder, file)).mtimeMs]));
}
