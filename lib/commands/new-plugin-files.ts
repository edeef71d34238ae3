import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The first of the files that exists, in a sentence; undefined where all can be written. */
export function whyTaken(files: readonly string[]): string | undefined {
  const taken = files.find((file) => existsSync(file));
  return taken === undefined ? undefined : `${taken} is there already`;
}

/** Writes a new file, and its folders. */
export function writeNew(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: 'wx' });
}

/** The name of the constant that the module of a plug-in exports: `idleCpu` for `idle-cpu`. */
export function constantName(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
