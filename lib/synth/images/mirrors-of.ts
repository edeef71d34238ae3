import type { EnvironmentFile } from '../../environment/environment-file';
import { load } from '../load';

/** The mirrors of several environments together; of two for one registry the last stays. */
export function mirrorsOf(files: readonly EnvironmentFile[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...files.map((file) => load(file).settings?.images.mirrors ?? {})) as Record<string, string>;
}
