import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compare } from '../../model/finding';

/** A file that is not read as manifests, and why. */
export interface Skipped {
  readonly file: string;
  readonly why: string;
}

/** Why a file is not read as manifests, in words that follow its name. */
export const reasons = {
  kustomization: 'a kustomization: render it with kustomize build',
  chart: 'a file of a chart: render it with helm template',
  patch: 'an input of a kustomization',
  tool: 'values of a chart, or settings of a tool',
  data: 'JSON without an object of Kubernetes',
  link: 'a broken link',
  unsynced: 'in a folder that no Application of the environment reads',
} as const;

/** The YAML and JSON files below a folder, at any depth, sorted; links to files are followed. */
export function manifestFiles(root: string): { readonly files: string[]; readonly skipped: Skipped[] } {
  const files: string[] = [];
  const skipped: Skipped[] = [];
  const visit = (folder: string): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => compare(a.name, b.name))) {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) visit(path);
      else if (!/\.(ya?ml|json)$/i.test(entry.name)) continue;
      else if (isFile(join(root, path))) files.push(path);
      else skipped.push({ file: path, why: reasons.link });
    }
  };
  visit('.');
  return { files, skipped };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Whether kustomize reads its folder by this file. */
export function isKustomization(file: string): boolean {
  return /^kustomization\.ya?ml$/i.test(basename(file));
}

/** Whether a file has values of a chart, or settings that a tool keeps beside manifests. */
export function isOfTool(file: string): boolean {
  return /^(values([-.].+)?\.ya?ml|.+[-.]values\.ya?ml|Chart\.(ya?ml|lock)|package(-lock)?\.json|tsconfig.*\.json|.+\.schema\.json|cdk8s\.yaml)$/.test(
    basename(file),
  );
}
