import { readdirSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { z } from 'zod';
import { isObject } from '../model/json';
import { nearest } from '../model/words';
import { findingKind } from '../model/finding-kind';
import { compare, type Finding, type Place } from '../model/finding';
import { formatPath } from '../model/origin';
import { SplitSource, type EnvironmentSource } from './environment-source';
import { issueFindings } from './issues';
import { Source } from './source';
import { inventoryPath } from './values/file-path';
import type { FileReader } from './yaml-files';

export const inventoryUnreadable = findingKind({
  code: 'inventory-unreadable',
  why: 'Without its clusters an environment renders nothing, and everything rendered before would count as deleted.',
  fix: 'Write the path of a file that holds the clusters, from the folder of the environment file.',
  messages: {
    unreadable: 'got {got:json}, {what}; {hint}',
    empty: 'got an empty file; an inventory holds the clusters by their names',
  },
});

export const inventoryMixed = findingKind({
  code: 'inventory-mixed',
  why: 'Clusters in two places have two owners: a program writes the inventory, and people would look for the rest in it.',
  fix: 'Move the clusters into the inventory, or all of the inventory into the environment.',
  messages: {
    beside: 'got {got} beside an inventory; move {them} into that file',
  },
});

export const inventoryEnvironment = findingKind({
  code: 'inventory-environment',
  why: 'An inventory holds only clusters; a file that names itself an environment is rendered on its own.',
  fix: 'Put the clusters of both into a file of their own and name it in each.',
  messages: {
    environment: 'got {got:json}, {what}; name a file that holds the clusters and nothing else',
  },
});

export const inventoryUnnamed = findingKind({
  code: 'inventory-unnamed',
  why: 'Every YAML file beside the environments is one of them, unless one names it as its inventory.',
  fix: 'Name it, correct the name where it is mistyped, or move the file elsewhere.',
  messages: {
    unnamed: 'got clusters and no environment; name the file in one of the environments: `clusters: { file: {file} }`',
  },
});

/** Clusters in a file of their own, as an environment file names it. */
export const inventory = z
  .strictObject({ file: inventoryPath })
  .meta({ description: 'A file that holds the clusters, by its path from the folder of this one.' });

const block = 'clusters';
const place = [block, 'file'];

/** What the environment names as its inventory: a value under `file` that is not a map, since a map is a cluster of that name. */
export function namedInventory(data: unknown): unknown {
  const clusters = isObject(data) ? data[block] : undefined;
  return isObject(clusters) && 'file' in clusters && !isObject(clusters.file) ? clusters.file : undefined;
}

/** Whether a document is an environment, though another names it as its inventory. */
export function isEnvironment(data: unknown): data is { readonly environment: unknown } {
  return isObject(data) && 'environment' in data && !isObject(data.environment);
}

/** What is wrong with a file of clusters that is not an environment, where each cluster would be an unknown key. */
export function unnamedInventory(source: Source): readonly Finding[] {
  const { data, file } = source;
  if (!isObject(data) || 'environment' in data || 'gitops' in data) return [];
  if (!Object.values(data).some((value) => isObject(value) && 'platform' in value)) return [];
  return [inventoryUnnamed.fault('unnamed', { file: basename(file) }, { position: source.position([]), path: '' })];
}

/**
 * The environment with its clusters, whichever file they are in; or why they cannot be read. Everything else is checked against
 * the names of clusters, so a finding here comes alone.
 */
export function withInventory(source: EnvironmentSource, files: FileReader): EnvironmentSource | readonly Finding[] {
  const named = namedInventory(source.data);
  if (named === undefined) return source;
  const others = Object.keys((source.data as { clusters: object }).clusters).filter((name) => name !== 'file');
  if (others.length > 0) return [mixed(others, source)];
  const checked = inventoryPath.safeParse(named);
  if (!checked.success) {
    const issues = checked.error.issues.map((issue) => ({ ...issue, path: place }));
    return issueFindings(issues, source, new WeakMap());
  }
  const path = join(dirname(source.file), checked.data);
  if (path === join(source.file)) return [environment(checked.data, 'this environment itself', source)];
  const read = files.read(path);
  if (!(read instanceof Source)) return [unreadable(checked.data, path, read.unreadable, source)];
  if (read.findings.length > 0) return read.findings;
  if (isEnvironment(read.data)) return [environment(checked.data, 'an environment', source)];
  return read.data === undefined ? [empty(read)] : new SplitSource(source, block, read);
}

function mixed(others: readonly string[], source: EnvironmentSource): Finding {
  const [first = ''] = others;
  const path = [block, first];
  const [got, them] = others.length === 1 ? ['a cluster', 'it'] : [`${others.length} clusters`, 'them'];
  return inventoryMixed.fault('beside', { got, them }, { position: source.keyPosition(path), path: formatPath(path) });
}

function unreadable(named: string, path: string, what: string, source: EnvironmentSource): Finding {
  const near = nearest(basename(path), filesBeside(path));
  const hint =
    near === undefined
      ? 'an inventory is a file of YAML that holds the clusters by their names'
      : `did you mean ${JSON.stringify(posix.join(posix.dirname(named), near))}?`;
  return inventoryUnreadable.fault('unreadable', { got: named, what, hint }, atFile(source));
}

/** The files that may have been meant. */
function filesBeside(path: string): string[] {
  try {
    return readdirSync(dirname(path), { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/i.test(entry.name) && entry.name !== basename(path))
      .map(({ name }) => name)
      .sort(compare);
  } catch {
    return [];
  }
}

function empty(read: Source): Finding {
  return inventoryUnreadable.fault('empty', {}, { position: read.position([]), path: block });
}

function environment(named: string, what: string, source: EnvironmentSource): Finding {
  return inventoryEnvironment.fault('environment', { got: named, what }, atFile(source));
}

/** Where an environment names its inventory. */
function atFile(source: EnvironmentSource): Place {
  return { position: source.position(place), path: formatPath(place) };
}
