import type { Path } from '../model/origin';
import { PatternTree } from './field-pattern';
import { kindKey, type Located } from './located';
import { frameworks, podSpecs } from './pod-references';

const trees = new Map<string, PatternTree<true>>();
for (const { kind, at } of podSpecs) {
  const containers = ['containers[*]', 'initContainers[*]', ...(at === 'spec.predictor' ? frameworks : [])];
  for (const container of containers) add(kind, `${at}.${container}.image`);
}
for (const list of ['containers', 'services']) add('flux-framework.org/MiniCluster', `spec.${list}[*].image`);

function add(kind: string, pattern: string): void {
  const tree = trees.get(kind) ?? new PatternTree<true>();
  trees.set(kind, tree);
  tree.add(pattern, true);
}

/** Every container image that an object names, with its field's path. */
export function imagesOf(located: Located): { readonly image: string; readonly path: Path }[] {
  const images: { image: string; path: Path }[] = [];
  trees.get(kindKey(located.manifest))?.walk(located.manifest, [...located.path], (_, value, path) => {
    if (typeof value === 'string') images.push({ image: value, path: [...path] });
  });
  return images;
}
