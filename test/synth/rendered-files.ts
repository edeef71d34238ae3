import { parse } from 'yaml';
import type { Manifest } from '../../lib/model/manifest';

/** The objects in a folder of `dist/kind`, in the order of their files. */
export function manifestsOf(files: ReadonlyMap<string, string>, folder: string): Manifest[] {
  return [...files].flatMap(([path, text]) =>
    path.startsWith(`dist/kind/${folder}/`) ? [parse(text) as Manifest] : [],
  );
}
