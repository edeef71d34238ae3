import { posix } from 'node:path';
import { compare } from '../../model/compare';

/** Lists the folders below that of an environment. */
export interface FolderReader {
  /** The names of the files and folders in it; none where it is not a folder. */
  names(folder: string): readonly string[];
}

/** Whether a path has a `*`, and so may match several files. */
export function isPattern(path: string): boolean {
  return path.includes('*');
}

/**
 * The files that match a path such as `eu/*.yaml`, sorted. `*` matches within one name, and never a leading dot.
 *
 * @param folder where the path starts
 * @returns paths from there
 */
export function matching(pattern: string, folder: string, reader: FolderReader): string[] {
  const parts = pattern.split('/');
  const first = parts.findIndex(isPattern);
  const below = (before: string, part: string) => {
    const form = new RegExp(`^(?!\\.)${part.split('*').map(escaped).join('.*')}$`, 's');
    return reader
      .names(posix.join(folder, before))
      .filter((name) => form.test(name))
      .map((name) => posix.join(before, name));
  };
  const start = parts.slice(0, first).join('/');
  return parts
    .slice(first)
    .reduce<string[]>((found, part) => found.flatMap((before) => below(before, part)), [start])
    .sort(compare);
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
