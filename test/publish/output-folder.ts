import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generatedHeader } from '../../lib/publish/owned-trees';
import { Publication, type Published } from '../../lib/publish/publication';
import { Stopped } from '../../lib/publish/stopped';
import type { Tree } from '../../lib/publish/tree';

export const trees: readonly Tree[] = [
  { type: 'folder', path: 'dist/kind' },
  { type: 'file', path: 'argocd/kind.yaml' },
];

/** The files of an output by path; `needs.md` makes the folder ours. */
export type Files = Readonly<Record<string, string>>;
export const marked: Files = { 'dist/kind/files/needs.md': `${generatedHeader}\n` };

/** A new empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'scorewright-publish-'));
  made.push(dir);
  return dir;
}

const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) fs.rmSync(dir, { recursive: true, force: true });
});

export function write(dir: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.join(dir, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(dir, name), text);
  }
}

/** Every file under `dir` with its text, every link with its target, every empty folder with a slash. */
export function read(dir: string): Files {
  const entries = fs.readdirSync(dir, { withFileTypes: true, recursive: true }).map((entry): [string, string][] => {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(dir, file);
    if (entry.isSymbolicLink()) return [[name, `-> ${fs.readlinkSync(file)}`]];
    if (entry.isFile()) return [[name, fs.readFileSync(file, 'utf8')]];
    return fs.readdirSync(file).length === 0 ? [[`${name}/`, '']] : [];
  });
  return Object.fromEntries(entries.flat());
}

export function open(
  dir: string,
  files: Files,
  options: { trees?: readonly Tree[]; readOnly?: boolean } = {},
): Publication {
  const publication = Publication.open({ dir, trees, ...options });
  try {
    for (const [name, text] of Object.entries(files)) publication.put(name, text);
  } catch (error) {
    publication.discard();
    throw error;
  }
  return publication;
}

export function publish(dir: string, files: Files, over: readonly Tree[] = trees): Published {
  return open(dir, files, { trees: over }).commit();
}

/** The findings of what `action` refuses, as `code path: message`, paths from `dir`. */
export function refusal(dir: string, action: () => unknown): string[] {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return error.findings.map(({ code, path: where, message }) => `${code} ${path.relative(dir, where)}: ${message}`);
  }
  return [];
}
