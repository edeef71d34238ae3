import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Source } from '../environment/source';

/** Reads files beside the environment files, each at most once; `undefined` for one that cannot be read. */
export function attachments(folder: string): (path: string) => Source | undefined {
  const read = new Map<string, Source | undefined>();
  return (path) => {
    if (!read.has(path)) read.set(path, sourceOf(join(folder, path)));
    return read.get(path);
  };
}

function sourceOf(file: string): Source | undefined {
  try {
    return new Source(file, readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
