import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from './git';
import { Unreadable } from './unreadable';

/** Reading a commit starts a process, so files are read many at once. */
export const filesAtOnce = 500;

/** The id of the working tree. */
export const workingTreeId = 'working tree';

/** One of the two trees that a plan compares. */
export interface Tree {
  /** How messages name it: `the base (1a2b3c4)`. */
  readonly name: string;
  /** What the machine form says it is: a commit's hash, or `working tree`. */
  readonly id: string;
  /** The id of each file's content, as Git gives it, by its path. */
  readonly files: ReadonlyMap<string, string>;
  /** The texts of files, in their order. */
  read(paths: readonly string[]): string[];
}

/** The tree of a commit, read from Git's objects. */
export function commitTree(repository: Repository, commit: string, side: string, paths: readonly string[]): Tree {
  const files = repository.files(commit, paths);
  return {
    name: `${side} (${commit.slice(0, 7)})`,
    id: commit,
    files,
    read: (wanted) => repository.blobs(wanted.map((path) => files.get(path) ?? '')),
  };
}

/** What lies in the folder now, committed or not. */
export function workingTree(folder: string, side: string, paths: readonly string[]): Tree {
  const files = new Map<string, string>();
  for (const path of paths) walk(folder, path, files);
  return {
    name: `${side} (the working tree)`,
    id: workingTreeId,
    files,
    read: (wanted) => wanted.map((path) => readFileSync(join(folder, path), 'utf8')),
  };
}

/** A copy of the folder's files as they are now. */
export function keptTree(folder: string, id: string, paths: readonly string[]): Tree {
  const now = workingTree(folder, id, paths);
  const names = [...now.files.keys()];
  const texts = new Map(now.read(names).map((text, index) => [names[index] ?? '', text]));
  return { name: id, id, files: now.files, read: (wanted) => wanted.map((path) => texts.get(path) ?? '') };
}

function walk(folder: string, path: string, files: Map<string, string>): void {
  const full = join(folder, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (stat.isFile()) {
    files.set(path, blobId(read(full)));
    return;
  }
  if (!stat.isDirectory()) return;
  for (const entry of readdirSync(full, { withFileTypes: true })) {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) walk(folder, inner, files);
    else if (entry.isFile()) files.set(inner, blobId(read(join(folder, inner))));
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Unreadable(`${file} cannot be read (${String((error as NodeJS.ErrnoException).code)})`);
  }
}

/** The id that Git gives to a content, so that files are compared with a commit's without its blobs. */
function blobId(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
