import fs from 'node:fs';
import { digestOf } from './digest';

/** What a run asked the file system about a path, and what the answer was, in a few characters. */
export interface Seen {
  /** The bytes of files; `-` for one that could not be read. */
  readonly files: Readonly<Record<string, string>>;
  /** The names in folders, with what each is; `-` for one that could not be listed. */
  readonly folders: Readonly<Record<string, string>>;
  /** What stands at a path: `file`, `folder`, `other` or `-`. */
  readonly kinds: Readonly<Record<string, string>>;
}

/** The answer where there is none. */
export const nothing = '-';

/** Whether the file system answers today as it did then. */
export function isUnchanged({ files, folders, kinds }: Seen): boolean {
  return (
    Object.entries(kinds).every(([path, kind]) => kindAt(path) === kind) &&
    Object.entries(folders).every(([path, digest]) => folderAt(path) === digest) &&
    Object.entries(files).every(([path, digest]) => fileAt(path) === digest)
  );
}

export function fileAt(path: string): string {
  return answered(() => digestOf(fs.readFileSync(path)));
}

export function folderAt(path: string): string {
  return answered(() => digestOf(namesIn(path)));
}

export function kindAt(path: string): string {
  return answered(() => {
    const stat = fs.statSync(path);
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
  });
}

function namesIn(path: string): string {
  const entries = fs.readdirSync(path, { withFileTypes: true });
  return entries
    .map((entry) => `${entry.name}${entry.isDirectory() ? '/' : entry.isFile() ? '' : '?'}`)
    .sort()
    .join('\n');
}

function answered(ask: () => string): string {
  try {
    return ask();
  } catch {
    return nothing;
  }
}
