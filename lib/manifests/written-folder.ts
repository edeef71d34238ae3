import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compare } from '../model/compare';
import { readManifestFile, type ManifestFile } from './manifest-file';

/** A folder of manifests that somebody wrote, at any depth. */
export interface WrittenFolder {
  /** What each YAML or JSON file holds, sorted by path. */
  readonly files: readonly { readonly path: string; readonly content: ManifestFile }[];
  /** Files from which another program makes manifests: kustomizations and charts. */
  readonly tools: readonly { readonly path: string; readonly tool: 'kustomize' | 'helm' }[];
}

/** Reads a folder without its hidden files; undefined where it is missing. */
export function readWrittenFolder(folder: string): WrittenFolder | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const paths = filesBelow(folder);
  const tools = paths.flatMap((path) => {
    const tool = toolOf(path);
    return tool === undefined ? [] : [{ path, tool }];
  });
  // Files that belong to a tool are not manifests by themselves.
  const owned = tools.map(({ path }) => `${dirname(path)}/`);
  const plain = paths.filter((path) => /\.(ya?ml|json)$/.test(path) && !owned.some((own) => path.startsWith(own)));
  return {
    files: plain.map((path) => ({ path, content: readManifestFile(path, readFileSync(path, 'utf8')) })),
    tools,
  };
}

function toolOf(path: string): 'kustomize' | 'helm' | undefined {
  if (/^kustomization(\.ya?ml)?$/i.test(basename(path))) return 'kustomize';
  return basename(path) === 'Chart.yaml' ? 'helm' : undefined;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => compare(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      if (entry.isDirectory()) return filesBelow(path);
      return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? [path] : [];
    });
}
