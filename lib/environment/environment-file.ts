import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findingKind } from '../model/finding-kind';
import { compare, type Finding, type Place } from '../model/finding';
import { environmentName } from './environment-name';
import { partsAmong } from './parts';
import { Source } from './source';
import { dnsLabel, nameSyntax } from './values/name-syntax';
import { YamlFiles } from './yaml-files';

export const environmentUnreadable = findingKind({
  code: 'environment-unreadable',
  why: 'An unreadable environment file cannot be skipped: its environment would count as deleted.',
  fix: 'Fix the file or its link, or give it another ending than .yaml.',
  messages: {
    unreadable: 'got {got}; an environment is a file of YAML',
  },
});

/** What the folder of the environments has under the name of one of them. */
export interface EnvironmentFile {
  /** Without `.yaml` or `.yml`. */
  readonly name: string;
  readonly path: string;
  /** Further files of the same name: `kind.yml` beside `kind.yaml`. */
  readonly others: readonly string[];
  /** Reads it and what it names. */
  readonly files: YamlFiles;
}

/**
 * The environment files of a folder, sorted by name: everything that ends in `.yaml` or `.yml` and is not hidden, readable or not,
 * unless an environment names it as its inventory, its base or a part of it.
 *
 * @throws the error of the file system, where there is no such folder
 */
export function environmentFiles(directory: string): EnvironmentFile[] {
  const files = new YamlFiles();
  const paths = readdirSync(directory)
    .filter((base) => yamlFile.test(base))
    .map((base) => join(directory, base));
  const parts = partsAmong(paths, files);
  const byName = new Map<string, string[]>();
  for (const path of paths.filter((each) => !parts.has(each)).sort(compare)) {
    const [, name = ''] = yamlFile.exec(basename(path)) ?? [];
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return [...byName]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([name, [path, ...others]]) => (path === undefined ? [] : [{ name, path, others, files }]));
}

const yamlFile = /^(?!.*\.lock\.)([^.].*)\.ya?ml$/is;

/** The file's text, or why it cannot be read. */
export function readEnvironmentFile({ path, files }: EnvironmentFile): Source | Finding {
  const read = files.read(path);
  if (read instanceof Source) return read;
  return environmentUnreadable.fault('unreadable', { got: read.unreadable }, topOf(path));
}

/** What is wrong with the file, whatever is in it. */
export function fileFindings({ name, path, others }: EnvironmentFile): Finding[] {
  const checked = dnsLabel.safeParse(name);
  const misnamed = checked.success ? [] : [nameSyntax.fault('file', { got: name }, topOf(path))];
  const twice = others.map((other) => environmentName.fault('twice', { beside: path }, topOf(other)));
  return [...misnamed, ...twice];
}

function topOf(file: string): Place {
  return { position: { file, line: 1, column: 1 }, path: '' };
}
