import { compare } from '../model/compare';
import { fileList } from '../model/file-list';
import { groupBy } from '../model/json';
import { rootUnit, treeFolders } from './tree-folders';

const held = `${rootUnit}-`;

/**
 * The files of a tree, with each cluster's list of files as `synth` writes it; a tree without lists stays as it is. A list names
 * the files in the cluster's folders, and the Applications of its units, which lie on the hub.
 */
export function withLists(files: ReadonlyMap<string, string>): Map<string, string> {
  const rest = [...files].filter(([path]) => !path.endsWith(`/${fileList}`));
  if (rest.length === files.size) return new Map(rest);
  const clusters = new Set(rest.map(([path]) => path.split('/').slice(0, 3).join('/')));
  const listed = rest.flatMap(([path]) => {
    const [root = '', name = '', cluster = '', unit = '', file] = path.split('/');
    if (root !== treeFolders.rendered || cluster === 'files' || file === undefined) return [];
    const owner = [root, name, unit.startsWith(held) ? unit.slice(held.length) : cluster].join('/');
    return clusters.has(owner) ? [{ owner, entry: [cluster, unit, file].join('/') }] : [];
  });
  const written = [...groupBy(listed, ({ owner }) => owner)].map(([owner, own]): [string, string] => [
    `${owner}/${fileList}`,
    `${own
      .map(({ entry }) => entry)
      .sort(compare)
      .join('\n')}\n`,
  ]);
  return new Map([...rest, ...written]);
}
