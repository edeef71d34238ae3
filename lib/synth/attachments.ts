import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Context } from '../components/component';
import { Source } from '../environment/source';
import { YamlFiles } from '../environment/yaml-files';
import { readWrittenFolder } from '../manifests/written-folder';

/** Reads files below the folder of the environment files, each at most once; `undefined` for an unreadable one. */
export function attachments(folder: string): Context['attachment'] {
  const files = new YamlFiles();
  return (path) => {
    const read = files.read(join(folder, path));
    return read instanceof Source ? read : undefined;
  };
}

/** Reads folders of manifests, by paths from the folder of the environment files: each at most once, none outside the repository. */
export function writtenFolders(folder: string): Context['folder'] {
  const known = new Map<string, ReturnType<Context['folder']>>();
  const read = (path: string) => {
    const wanted = join(folder, path);
    if (!isInside(repositoryOf(folder), resolve(wanted))) return 'outside';
    if (!existsSync(wanted)) return 'missing';
    if (!isInside(realpathSync(repositoryOf(folder)), realpathSync(wanted))) return 'outside';
    return readWrittenFolder(wanted) ?? 'missing';
  };
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const now = read(path);
    known.set(path, now);
    return now;
  };
}

/** The repository of the folder; without one, the parent folder. */
function repositoryOf(folder: string): string {
  const start = resolve(folder);
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return dirname(start);
  }
}

function isInside(root: string, path: string): boolean {
  return !/^\.\.([/\\]|$)/.test(relative(root, path));
}
