import type { EnvironmentFile } from '../../environment/environment-file';
import { load } from '../load';

/** The mirrors of several environments together; the last one for a registry wins. */
export function mirrorsOf(files: readonly EnvironmentFile[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...files.map((file) => load(file).settings?.images.mirrors ?? {})) as Record<string, string>;
}
