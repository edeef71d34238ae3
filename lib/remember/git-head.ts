import fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The commit that is checked out around a folder, read without starting Git; `none` outside of a checkout or before the first
 * commit. Undefined where only Git can tell.
 */
export function gitHead(folder: string): string | undefined {
  const git = gitFolder(resolve(folder));
  if (git === undefined) return 'none';
  const head = text(join(git, 'HEAD'));
  if (head === undefined) return undefined;
  const [, ref] = /^ref: (.+)$/.exec(head) ?? [];
  if (ref === undefined) return head;
  // Where references are tables, this name stands in for all of them.
  if (ref === 'refs/heads/.invalid') return undefined;
  const common = resolve(git, text(join(git, 'commondir')) ?? '.');
  return text(join(git, ref)) ?? text(join(common, ref)) ?? packed(common, ref) ?? 'none';
}

function gitFolder(from: string): string | undefined {
  const path = join(from, '.git');
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return path;
  const linked = stat?.isFile() ? /^gitdir: (.+)$/.exec(text(path) ?? '')?.[1] : undefined;
  if (linked !== undefined) return resolve(from, linked);
  return dirname(from) === from ? undefined : gitFolder(dirname(from));
}

function packed(folder: string, ref: string): string | undefined {
  const lines = text(join(folder, 'packed-refs'))?.split('\n') ?? [];
  return lines.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0];
}

function text(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
