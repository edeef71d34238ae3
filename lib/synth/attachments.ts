import { join } from 'node:path';
import { Source } from '../environment/source';
import { YamlFiles } from '../environment/yaml-files';

/** Reads files beside the environment files, each at most once; `undefined` for one that cannot be read. */
export function attachments(folder: string): (path: string) => Source | undefined {
  const files = new YamlFiles();
  return (path) => {
    const read = files.read(join(folder, path));
    return read instanceof Source ? read : undefined;
  };
}
