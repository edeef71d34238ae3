import { compare } from '../model/compare';
import { fileList } from '../model/file-list';

const held = 'applications-';

/**
 * The files of a tree with the list of each cluster's files as `synth` writes it, where the tree has lists at all: a list names
 * the files of the cluster's folders, and the Applications of its units, which lie on the hub.
 */
export function withLists(files: ReadonlyMap<string, string>): Map<string, string> {
  const rest = [...files].filter(([path]) => !path.endsWith(`/${fileList}`));
  if (rest.length === files.size) return new Map(rest);
  const clusters = new Set(rest.map(([path]) => path.split('/').slice(0, 3).join('/')));
  const lists = new Map<string, string[]>();
  for (const [path] of rest) {
    const [root = '', name = '', cluster = '', unit = '', file] = path.split('/');
    if (root !== 'dist' || cluster === 'files' || file === undefined) continue;
    const owner = [root, name, unit.startsWith(held) ? unit.slice(held.length) : cluster].join('/');
    if (clusters.has(owner)) lists.set(owner, [...(lists.get(owner) ?? []), [cluster, unit, file].join('/')]);
  }
  const written = [...lists].map(([owner, own]): [string, string] => [
    `${owner}/${fileList}`,
    `${own.sort(compare).join('\n')}\n`,
  ]);
  return new Map([...rest, ...written]);
}
