import { posix } from 'node:path';
import { compose } from '../environment/composition/compose';
import type { PartFiles } from '../environment/composition/part-reader';
import type { EnvironmentSource } from '../environment/environment-source';
import { withInventory } from '../environment/inventory';
import { Source } from '../environment/source';
import { fieldsOf, type Fields } from '../model/json';
import type { Tree } from './tree';

/** The settings of an environment in a tree. */
export interface EnvironmentSettings {
  readonly data: Fields;
  /** Absent where the environment is missing or unreadable, which `synth` reports. */
  readonly source?: EnvironmentSource;
  /** All files of the environment, its own first. */
  readonly files: readonly string[];
}

/** The file of an environment in the first of some trees that has it. */
export function environmentFile(name: string, environments: string, ...trees: readonly Tree[]): string | undefined {
  const paths = [`${environments}/${name}.yaml`, `${environments}/${name}.yml`];
  return paths.find((path) => trees.some(({ files }) => files.has(path)));
}

/** Reads an environment with its base, its parts and its inventory. */
export function settingsIn(tree: Tree, file: string): EnvironmentSettings {
  const files = new TreeFiles(tree);
  const own = files.read(file);
  if (!(own instanceof Source) || own.findings.length > 0) return { data: {}, files: [file] };
  const composed = compose(own, files);
  const whole = 'data' in composed ? withInventory(composed, files) : composed;
  const source = 'data' in whole ? whole : own;
  return { data: fieldsOf(source.data), source, files: [...files.known.keys()] };
}

class TreeFiles implements PartFiles {
  readonly known = new Map<string, Source>();

  constructor(private readonly tree: Tree) {}

  read(path: string): Source | { readonly unreadable: string } {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    if (!this.tree.files.has(path)) return { unreadable: 'a file that is not there' };
    const [text = ''] = this.tree.read([path]);
    const source = new Source(path, text);
    this.known.set(path, source);
    return source;
  }

  names(folder: string): readonly string[] {
    const start = `${posix.normalize(folder).replace(/\/$/, '')}/`;
    const below = [...this.tree.files.keys()].filter((path) => path.startsWith(start));
    return [...new Set(below.map((path) => path.slice(start.length).split('/')[0] ?? ''))];
  }
}
